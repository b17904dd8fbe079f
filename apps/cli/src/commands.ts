import type { Command } from './command.ts';

/** Every command, in the order in which help lists them. Only what the one that is typed needs is loaded. */
export const COMMANDS: readonly Command[] = [
  {
    name: 'migrate',
    options: '[--json]',
    does: 'bring the database to this version',
    load: async () => (await import('./migrate.ts')).migrateCommand,
  },
  {
    name: 'demo load',
    options: '[--json]',
    does: 'load the two fictional trusts; what is there stays',
    load: async () => (await import('./demo/load.ts')).demoLoadCommand,
  },
  {
    name: 'demo people',
    options: '[--json]',
    does: 'list the demo sign-ins',
    load: async () => (await import('./demo/people.ts')).demoPeopleCommand,
  },
  {
    name: 'rebuild',
    options: '[--trust SLUG | --case ID] [--json]',
    does: 'poke every open case, so that Temporal holds what PostgreSQL says; goes on where it was stopped',
    load: async () => (await import('./upkeep/rebuild.ts')).rebuildCommand,
  },
  {
    name: 'reconcile',
    options: '[--json]',
    does: 'compare what Temporal drives with what PostgreSQL says, and repair what differs: PostgreSQL wins',
    load: async () => (await import('./upkeep/reconcile.ts')).reconcileCommand,
  },
  {
    name: 'audit export',
    options: 'FILE --trust SLUG [--json]',
    does: 'write a trust’s audit to FILE, for verify-audit: ids, codes, instants and hashes; that is audited, too',
    load: async () => (await import('./audit/export.ts')).auditExportCommand,
  },
  {
    name: 'verify-audit',
    options: 'FILE --heads HEADS [--key KEY,...] [--json]',
    does: 'hold an export against the heads that were shipped: the first row that is not as it was sealed, and the unprotected tail',
    load: async () => (await import('./audit/verify.ts')).verifyAuditCommand,
  },
  {
    name: 'keys rotate',
    options: '[--json]',
    does: 'wrap every trust’s key by the key that is set now, while everything runs; goes on where it was stopped',
    load: async () => (await import('./keys/rotate.ts')).keysRotateCommand,
  },
  {
    name: 'trust notify',
    options: '--trust SLUG [--forget]',
    does: 'have a trust’s messages carried by its own service at GOV.UK Notify, given as JSON on standard input',
    load: async () => (await import('./trust/notify.ts')).trustNotifyCommand,
  },
  {
    name: 'config',
    options: '[--json]',
    does: 'print every setting, its meaning and where its value came from',
    load: async () => (await import('./config.ts')).configCommand,
  },
  {
    name: 'clock due',
    does: 'say when clocks are due and why: lines of JSON in, lines of JSON out',
    load: async () => (await import('./clock/due.ts')).clockDueCommand,
  },
  {
    name: 'chain schema',
    does: 'the JSON Schema of the language',
    load: async () => (await import('./chain/schema.ts')).chainSchemaCommand,
  },
  {
    name: 'chain lint',
    options: 'FILE... [--authority ID] [--trust FILE] [--json]',
    does: 'what is malformed, unreachable, contradictory or looser than a floor: file, path, sentence',
    load: async () => (await import('./chain/lint.ts')).chainLintCommand,
  },
  {
    name: 'chain explain',
    options: 'FILE [--authority ID] [--trust FILE] [--json]',
    does: 'the chain as sentences a headteacher reads, and where each value came from',
    load: async () => (await import('./chain/explain.ts')).chainExplainCommand,
  },
  {
    name: 'chain prove',
    options: 'FILE... [--authority ID] [--trust FILE] [--json]',
    does: 'the bounds of every chain in them, or the shortest counter-example as a timeline',
    load: async () => (await import('./chain/prove.ts')).chainProveCommand,
  },
  {
    name: 'chain simulate',
    options: 'FILE (SCENARIO | --back-test CASE) [--authority ID] [--trust FILE] [--json]',
    does: 'the timeline: each line an instant, what happens, to whom, why; or what a case that is over would have been',
    load: async () => (await import('./chain/simulate.ts')).chainSimulateCommand,
  },
  {
    name: 'chain case',
    options: '--trust SLUG --case ID',
    does: 'a case that is over, as a back-test reads it: codes, instants, people by number',
    load: async () => (await import('./chain/case.ts')).chainCaseCommand,
  },
  {
    name: 'chain packs',
    options: '[--json]',
    does: 'the packs that ship, with the rule numbers each names',
    load: async () => (await import('./chain/packs.ts')).chainPacksCommand,
  },
  {
    name: 'rules',
    options: '[--json]',
    does: 'the 148 rules: what answers each, where that is tested, and what is missing',
    load: async () => (await import('./rules/rules.ts')).rulesCommand,
  },
];
