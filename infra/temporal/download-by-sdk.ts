import { TestWorkflowEnvironment } from '@temporalio/testing';
import { CLI_VERSION } from './version.ts';

/** Run by itself: leaves the server's program in the folder given as argument. */
const downloadDir = process.argv[2];
if (!downloadDir) throw new Error('Which folder?');
const environment = await TestWorkflowEnvironment.createLocal({
  server: { executable: { type: 'cached-download', version: `v${CLI_VERSION}`, downloadDir } },
});
await environment.teardown();
