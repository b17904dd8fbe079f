import { parentPort, workerData } from 'node:worker_threads';
import { findingsOf, strandedBy } from '../sound-layers.ts';
import type { Question } from './sound.ts';

const { all, known } = workerData as Question;
const found = findingsOf(all, ...known);
parentPort?.postMessage(found.length > 0 ? found : strandedBy(all, ...known));
