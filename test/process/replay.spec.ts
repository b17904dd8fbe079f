import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as workflows from '@trustward/workflows';
import { beforeAll, describe, expect, it } from 'vitest';
import * as changed from './fixtures/changed-workflows.ts';
import { recordedHistories, replay, withoutHistory, type RecordedHistory } from './harness/histories.ts';
import { workflowsWith, workflowsWithout } from './harness/mutated.ts';
import { quietRuntime } from './harness/quiet-runtime.ts';
import { WORKFLOWS } from './harness/workflow-world.ts';

const CHANGED = fileURLToPath(new URL('fixtures/changed-workflows.ts', import.meta.url));

describe('the replay gate', () => {
  let histories: readonly RecordedHistory[] = [];
  beforeAll(async () => {
    quietRuntime();
    histories = await recordedHistories();
  });

  it('finds a recorded history of every workflow type', () => {
    expect(withoutHistory(workflows, histories)).toEqual([]);
  });

  it('replays every recorded history against the workflows as they are now', async () => {
    const results = await replay(WORKFLOWS, histories);
    expect(results.map(({ workflowId }) => workflowId)).toEqual(histories.map(({ name }) => name));
    expect(results.filter(({ error }) => error)).toEqual([]);
  });

  it('refuses workflows that were changed under the cases that run', async () => {
    const results = await replay(CHANGED, histories);
    for (const { workflowId, error } of results) {
      expect([workflowId, error?.name]).toEqual([workflowId, 'DeterminismViolationError']);
    }
  });

  it('refuses workflows that end although a poke came while they were about to', async () => {
    const forgetful = await workflowsWithout(' && !poked', [
      'case/case.workflow.ts',
      'change/change.workflow.ts',
    ]);
    const results = await replay(path.join(forgetful.path, 'src/index.ts'), histories);
    await forgetful.remove();
    const refused = results.filter(({ error }) => error?.name === 'DeterminismViolationError');
    expect(refused.map(({ workflowId }) => workflowId).sort()).toEqual([
      'case/continues-as-new-as-it-was-poked',
      'case/wakes-again-as-it-was-poked',
      'change/changes-again-as-it-was-poked',
      'change/continues-as-it-was-poked',
    ]);
  });

  it('refuses workflows that start nothing anew that ended before it was asked to look again', async () => {
    const asked = '!(await isAskedToLookAgain(input))) await isStarted(input, drill)';
    const other = await workflowsWith({ [asked]: '(await isAskedToLookAgain(input))) return' }, [
      'delivery/start-deliveries.ts',
    ]);
    const results = await replay(path.join(other.path, 'src/index.ts'), histories);
    await other.remove();
    const refused = results.filter(({ error }) => error?.name === 'DeterminismViolationError');
    expect(refused.map(({ workflowId }) => workflowId)).toEqual(['case/starts-anew-what-ended-in-between']);
  });

  it.each([
    ['sooner', '300'],
    ['later', '500'],
  ])('refuses workflows that go on in a new run %s than those that were recorded', async (_when, most) => {
    const other = await workflowsWith({ 'HISTORY_MAX = 400': `HISTORY_MAX = ${most}` }, [
      'case/case.workflow.ts',
      'change/change.workflow.ts',
      'upkeep/routine.workflow.ts',
    ]);
    const results = await replay(path.join(other.path, 'src/index.ts'), histories);
    await other.remove();
    const refused = results.filter(({ error }) => error?.name === 'DeterminismViolationError');
    expect(refused.map(({ workflowId }) => workflowId).sort()).toEqual([
      'case/continues-as-new',
      'case/continues-as-new-while-away',
      'change/continues-at-its-own-number',
      'upkeep/opens-until-its-own-number',
    ]);
  });

  it('refuses a workflow type of which nothing was recorded', () => {
    expect(withoutHistory(changed, histories)).toEqual(['newWorkflow']);
  });

  it('keeps no history that names the machine that recorded it', () => {
    for (const { name, history } of histories) {
      const words = JSON.stringify(history);
      expect([name, /\d+@\w+/.exec(words)?.[0] ?? null]).toEqual([name, null]);
    }
  });
});
