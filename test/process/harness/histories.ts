import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker, type ReplayResult } from '@temporalio/worker';
import { bundleWorkflows, failureConverterPath } from '@trustward/temporal/worker';

const WORKFLOWS = fileURLToPath(new URL('../../../workflows/src/', import.meta.url));

export interface RecordedHistory {
  /** `<process>/<what happened>`, as the file is called. */
  readonly name: string;
  readonly workflowType: string;
  readonly history: unknown;
}

export const historiesFolder = (process: string): string => path.join(WORKFLOWS, process, 'histories');

/** Every history that lies beside a workflow. */
export async function recordedHistories(): Promise<readonly RecordedHistory[]> {
  const found: RecordedHistory[] = [];
  for (const entry of await readdir(WORKFLOWS, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const files = await readdir(historiesFolder(entry.name)).catch(() => []);
    for (const file of files.filter((name) => name.endsWith('.json'))) {
      found.push(await readHistory(entry.name, file));
    }
  }
  return found;
}

async function readHistory(process: string, file: string): Promise<RecordedHistory> {
  const text = await readFile(path.join(historiesFolder(process), file), 'utf8');
  const history = JSON.parse(text) as Started;
  const workflowType = history.events[0]?.workflowExecutionStartedEventAttributes?.workflowType.name;
  if (workflowType === undefined) throw new Error(`${process}/${file} does not begin with a start.`);
  return { name: `${process}/${path.basename(file, '.json')}`, workflowType, history };
}

interface Started {
  readonly events: readonly {
    readonly workflowExecutionStartedEventAttributes?: { readonly workflowType: { readonly name: string } };
  }[];
}

/** The types that an entry file offers and no history exercises: a change to them would go unseen. */
export const withoutHistory = (workflows: object, histories: readonly RecordedHistory[]): readonly string[] =>
  Object.entries(workflows)
    .filter(([, exported]) => typeof exported === 'function')
    .map(([name]) => name)
    .filter((name) => !histories.some(({ workflowType }) => workflowType === name));

/** Replays each history against the workflows of an entry file as they are now. */
export async function replay(
  entry: string,
  histories: readonly RecordedHistory[],
): Promise<readonly ReplayResult[]> {
  const options = { workflowBundle: await bundleWorkflows(entry), dataConverter: { failureConverterPath } };
  const named = histories.map(({ name, history }) => ({ workflowId: name, history: history as never }));
  const results: ReplayResult[] = [];
  for await (const result of Worker.runReplayHistories(options, named)) results.push(result);
  return results;
}
