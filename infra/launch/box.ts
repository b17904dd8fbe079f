/** One of the demo's sign-ins, as `cli demo people --json` tells it. */
export interface DemoPerson {
  readonly email: string;
  readonly password: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly school: string | null;
  readonly trust: string;
}

export interface BoxContent {
  readonly address: string;
  readonly people: readonly DemoPerson[];
  readonly dataFolder: string;
  readonly logs: string;
  readonly temporalUi: string | undefined;
  readonly mails: boolean;
  readonly tookMs: number;
}

/** What a newcomer needs to know, in one frame. */
export function box(content: BoxContent): string {
  const lines = [
    `Trustward is running at ${content.address} · ready in ${(content.tookMs / 1000).toFixed(1)} s`,
    '',
    ...signIns(content.people),
    ...(content.temporalUi ? [`Temporal   ${content.temporalUi}`] : []),
    ...(content.mails
      ? []
      : ['E-mail     none is sent: neither TRUSTWARD_SMTP_URL nor GOV.UK Notify is set']),
    `Data       ${content.dataFolder}`,
    `Logs       ${content.logs}`,
    'Stop       Ctrl-C',
  ];
  const width = Math.max(...lines.map((text) => text.length));
  const edge = '─'.repeat(width + 2);
  return [`╭${edge}╮`, ...lines.map((text) => `│ ${text.padEnd(width)} │`), `╰${edge}╯`].join('\n');
}

function signIns(people: readonly DemoPerson[]): string[] {
  const chosen = onePerRole(people);
  if (chosen.length === 0) return ['No demo: nobody can sign in yet.', ''];
  const rows = chosen.map(([role, { email, password }]) => [role, email, password] as const);
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return [
    'Sign in as one of the people of the demo (all of it made up):',
    ...rows.map((row) => `  ${row[0].padEnd(widths[0] ?? 0)}  ${row[1].padEnd(widths[1] ?? 0)}  ${row[2]}`),
    '',
  ];
}

/** The first person found of each role; whoever has fewest roles shows a role best. */
function onePerRole(people: readonly DemoPerson[]): [string, DemoPerson][] {
  const chosen = new Map<string, DemoPerson>();
  for (const person of people) {
    for (const role of person.roles) {
      const before = chosen.get(role);
      if (!before || before.roles.length > person.roles.length) chosen.set(role, person);
    }
  }
  return [...chosen];
}
