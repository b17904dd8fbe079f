import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { query } from '../process/harness/rows.ts';
import { allFindings } from './checks/all.ts';
import { calm } from './checks/calm.ts';
import type { Invariant } from './checks/finding.ts';
import { POINTS, boundaryAt } from './boundaries.ts';
import type { Point } from './boundaries.ts';
import { Luck } from './luck.ts';
import { Players } from './play/players.ts';
import { runSchedule } from './run-schedule.ts';
import { scheduleOf } from './schedule.ts';
import { CHAINS } from './stage/procedures.ts';
import { raiseStage } from './stage/stage.ts';
import type { Stage } from './stage/stage.ts';

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];

const nameOf = ({ boundary, moment }: Point): string => `${moment} ${boundary}`;

let stage: Stage;
/** The sides of boundaries that were passed, and what was done at none. */
const passed = new Set<string>();
const strange = new Set<string>();
beforeAll(async () => {
  stage = await raiseStage();
  stage.watch((passing) => {
    const boundary = boundaryAt(passing);
    if (boundary === undefined) strange.add(`${passing.wire}: ${passing.said}`);
    else passed.add(nameOf({ boundary: boundary.name, moment: passing.moment }));
    return null;
  });
});
afterAll(() => stage.end());

describe('whatever breaks, nothing is lost and nothing comes twice', () => {
  it.each(SEEDS)('in the schedule of seed %i', async (seed) => {
    const schedule = scheduleOf(seed, CHAINS);
    const { findings } = await runSchedule(stage, schedule);
    expect(findings, JSON.stringify(schedule)).toEqual([]);
  });
});

describe('the list of boundaries', () => {
  it('has every step that the product took, and none that it does not take', () => {
    expect([...strange]).toEqual([]);
    expect(POINTS.map(nameOf).filter((point) => !passed.has(point))).toEqual([]);
  });
});

/** The cases of the schedules before are still there: what one of them does meanwhile is over sooner. */
const STUCK_AFTER_MS = 10_000;

/** Each spoils one thing that the ones before it left whole; the last is the one that has to be waited for. */
const SPOILT: readonly (readonly [Invariant, string])[] = [
  ['letters', `update app.message set state = 'refused' where tenant_id = $1 and case_id = $2`],
  ['notices', `delete from app.notice where because = 'breach' and tenant_id = $1 and case_id = $2`],
  ['deadlines', 'delete from app.breach where tenant_id = $1 and case_id = $2'],
  ['audit', `update app.audit set verb = 'case.read' where tenant_id = $1 and case_id = $2`],
  ['replay', `update app.case_file set state = state || '{"facts": {}}' where tenant_id = $1 and id = $2`],
  ['acts', `delete from app.case_event where type = 'clockMoved' and tenant_id = $1 and case_id = $2`],
  [
    'unfinished',
    `select graphile_worker.add_job('poke', json_build_object('tenantId', $1::uuid, 'caseId', $2::uuid),
       run_at => now() + interval '1 hour')`,
  ],
];

describe('what must hold', () => {
  it('is found not to, each by its name, where it does not', async () => {
    const players = new Players(stage, new Luck(1));
    const from = Date.now();
    const caseId = await players.report();
    await players.letTimePass(caseId, 6);
    expect(await calm(stage, [caseId])).toEqual([]);
    const found = async () => {
      const happened = { stage, cases: [caseId], sent: players.sent, struck: [], restored: null, from };
      const left = await calm(stage, [caseId], STUCK_AFTER_MS);
      return [...left, ...(await allFindings(happened)).findings];
    };
    expect(await found()).toEqual([]);
    for (const [invariant, spoil] of SPOILT) {
      expect((await found()).filter(({ what }) => what === invariant)).toEqual([]);
      await query(stage.world, spoil, caseId);
      expect((await found()).map(({ what }) => what)).toContain(invariant);
    }
  });
});
