import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

export interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** What failed and why, a line each: said once more at the end, where whoever sees only the end of a run finds it. */
  readonly failures: readonly string[];
  /** The files in which something failed. */
  readonly files: readonly string[];
  /** What failed beside others and passed by itself: no failure, and never passed over in silence. */
  readonly upset: readonly string[];
}

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly File[];
}
interface File {
  readonly name: string;
  readonly status: string;
  readonly message?: string;
  readonly assertionResults: readonly Test[];
}
interface Test {
  readonly fullName: string;
  readonly status: string;
  readonly failureMessages?: readonly string[];
}

export const none: Count = { passed: 0, failed: 0, skipped: 0, failures: [], files: [], upset: [] };

export const sum = (one: Count, other: Count): Count => ({
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
  skipped: one.skipped + other.skipped,
  failures: [...one.failures, ...other.failures],
  files: [...one.files, ...other.files],
  upset: [...one.upset, ...other.upset],
});

/** What holds where the files in which something failed ran once more, each by itself. */
export const judgedAlone = (beside: Count, alone: Count): Count => ({
  ...beside,
  passed: beside.passed + beside.failed - alone.failed,
  failed: alone.failed,
  failures: alone.failures,
  files: alone.files,
  upset: beside.failures
    .filter((each) => !alone.failures.includes(each))
    .map((each) => each.replace('✗', '↻')),
});

/** A run that ends badly without naming a failed test (a file that does not load, a server left behind) has failed all the same. */
export function countOf(kind: string, file: string, code: number): Count {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
    const unloaded = report.testResults.filter(
      (each) => each.status === 'failed' && each.assertionResults.length === 0,
    );
    const failed = report.numFailedTests + unloaded.length;
    const endedBadly = code !== 0 && failed === 0;
    return {
      passed: report.numPassedTests,
      failed: endedBadly ? 1 : failed,
      skipped: report.numPendingTests + report.numTodoTests,
      failures: [
        ...report.testResults
          .flatMap((each) => each.assertionResults)
          .filter((test) => test.status === 'failed')
          .map((test) => line(kind, test.fullName, test.failureMessages?.[0])),
        ...unloaded.map((each) => line(kind, each.name, each.message)),
        ...(endedBadly ? [line(kind, 'the run itself', `ended with code ${code}`)] : []),
      ],
      files: report.testResults.filter(({ status }) => status === 'failed').map(({ name }) => name),
      upset: [],
    };
  } catch (error) {
    return { ...none, failed: 1, failures: [line(kind, 'no report was written', String(error))] };
  }
}

const line = (kind: string, what: string, why = ''): string =>
  `✗ ${kind}: ${what}: ${stripVTControlCharacters(why).split('\n')[0] ?? ''}`;
