import type { Layer, Post } from '@trustward/chain';
import type { SchoolPhase } from '@trustward/contracts';
import { TIDEWAY_LAYER } from './tideway-layer.ts';

/** All demo sign-ins share it; an account that is marked demo is refused wherever the demo is off. */
export const DEMO_PASSWORD = 'Trustward-demo-2026';

/** The part of the address before the @, the post, the name, and whether others read that mailbox too. */
type DemoPerson = readonly [mailbox: string, role: Post, name: string, shared?: 'shared'];

export interface DemoSchool {
  /** The middle of its people's addresses: `dsl@oakfield.demo`. */
  readonly domain: string;
  readonly name: string;
  readonly shortName: string;
  readonly authority: 'westmere' | 'norbury-vale';
  readonly phase: SchoolPhase;
  readonly people: readonly DemoPerson[];
}

export interface DemoTrust {
  readonly domain: string;
  readonly name: string;
  /** What it does beside what ships. */
  readonly layers: readonly Layer[];
  readonly people: readonly DemoPerson[];
  readonly schools: readonly DemoSchool[];
}

const LARKFIELD: DemoTrust = {
  domain: 'larkfield',
  name: 'Larkfield Learning Trust',
  layers: [],
  people: [
    ['safeguarding', 'trustSafeguardingLead', 'Lena Ford'],
    ['ceo', 'ceo', 'Martin Osei'],
    ['chair', 'trustChair', 'Dame Ruth Calder'],
    ['vicechair', 'viceChair', 'Imran Sheikh'],
    ['trustee', 'safeguardingTrustee', 'Beatrice Nwosu'],
    ['hr', 'hrAdviser', 'Fiona Grady'],
    ['governance', 'informationGovernanceLead', 'Owain Rhys'],
    ['admin', 'trustAdministrator', 'Gemma Thwaite'],
    ['dpo', 'dataProtectionOfficer', 'Colin Bright'],
    ['auditor', 'auditor', 'Nerys Vaughan'],
  ],
  schools: [
    {
      domain: 'oakfield',
      name: 'Oakfield Primary School',
      shortName: 'Oakfield Primary',
      authority: 'westmere',
      phase: 'primary',
      people: [
        ['dsl', 'dsl', 'Priya Shah'],
        ['deputy', 'deputyDsl', 'Joanne Pike'],
        ['head', 'headteacher', 'Helen Marsh'],
        ['deputyhead', 'deputyHead', 'Alan Treloar'],
        ['senco', 'senco', 'Judith Baines'],
        ['teacher', 'staff', 'Tom Reed'],
        ['assistant', 'staff', 'Bev Allsop'],
        ['chair', 'localChair', 'Grace Adeyemi'],
        ['linkgovernor', 'safeguardingGovernor', 'Meera Joshi'],
        ['governor', 'governor', 'Peter Lowe'],
      ],
    },
    {
      domain: 'brookgreen',
      name: 'Brook Green High School',
      shortName: 'Brook Green High',
      authority: 'westmere',
      phase: 'secondary',
      people: [
        ['dsl', 'dsl', 'Daniel Mbeki'],
        ['deputy', 'deputyDsl', 'Sian Prosser'],
        ['head', 'headteacher', 'Andrew Kerr'],
        ['deputyhead', 'deputyHead', 'Nell Garside'],
        ['teacher', 'staff', 'Yasmin Noor'],
        ['chair', 'localChair', 'Jean Whitlock'],
        ['governor', 'governor', 'Oliver Tan'],
      ],
    },
    {
      domain: 'staidans',
      name: 'St Aidan’s Primary School',
      shortName: 'St Aidan’s Primary',
      authority: 'westmere',
      phase: 'primary',
      people: [
        ['dsl', 'dsl', 'Frances Doyle'],
        ['head', 'headteacher', 'Father Michael Roe'],
        ['teacher', 'staff', 'Kirsty Boyle'],
        ['chair', 'localChair', 'Bernard Quinn'],
      ],
    },
    {
      domain: 'marlowe',
      name: 'Marlowe Infants School',
      shortName: 'Marlowe Infants',
      authority: 'norbury-vale',
      phase: 'primary',
      people: [
        ['dsl', 'dsl', 'Carol Finch'],
        // A small school, whose office reads the head's mail.
        ['head', 'headteacher', 'Nadia Rahman', 'shared'],
        ['teacher', 'staff', 'Ellie Marsden'],
        ['chair', 'localChair', 'Stuart Hale'],
      ],
    },
    {
      domain: 'fenwick',
      name: 'Fenwick Junior School',
      shortName: 'Fenwick Junior',
      authority: 'norbury-vale',
      phase: 'primary',
      people: [
        ['dsl', 'dsl', 'Robert Achebe'],
        ['head', 'headteacher', 'Linda Crowe'],
        ['teacher', 'staff', 'Marcus Dunn'],
        ['chair', 'localChair', 'Anita Desai'],
      ],
    },
    {
      domain: 'hollins',
      name: 'Hollins Academy',
      shortName: 'Hollins Academy',
      authority: 'norbury-vale',
      phase: 'all',
      people: [
        ['dsl', 'dsl', 'Olivia Grant'],
        ['deputy', 'deputyDsl', 'Wei Zhang'],
        ['head', 'headteacher', 'Simon Abara'],
        ['teacher', 'staff', 'Rachel Stone'],
        ['chair', 'localChair', 'Derek Palmer'],
        ['governor', 'governor', 'Mary Eccles'],
      ],
    },
  ],
};

const TIDEWAY: DemoTrust = {
  domain: 'tideway',
  name: 'Tideway Schools Partnership',
  layers: [TIDEWAY_LAYER],
  people: [
    ['safeguarding', 'trustSafeguardingLead', 'Kofi Mensah'],
    ['ceo', 'ceo', 'Alison Birch'],
    ['chair', 'trustChair', 'Leonard Hughes'],
    ['vicechair', 'viceChair', 'Gwyneth Sale'],
    ['trustee', 'safeguardingTrustee', 'Rufus Amado'],
    ['admin', 'trustAdministrator', 'Tracy Holt'],
  ],
  schools: [
    {
      domain: 'quayside',
      name: 'Quayside Primary School',
      shortName: 'Quayside Primary',
      authority: 'norbury-vale',
      phase: 'primary',
      people: [
        ['dsl', 'dsl', 'Marie Laurent'],
        ['head', 'headteacher', 'Gareth Pugh'],
        ['teacher', 'staff', 'Sunita Patel'],
        ['chair', 'localChair', 'Ian Moffat'],
      ],
    },
    {
      domain: 'harbour',
      name: 'Harbour High School',
      shortName: 'Harbour High',
      authority: 'norbury-vale',
      phase: 'secondary',
      people: [
        ['dsl', 'dsl', 'Patrick Neill'],
        ['deputy', 'deputyDsl', 'Zoe Hartley'],
        ['head', 'headteacher', 'Eleanor Voss'],
        ['teacher', 'staff', 'Hassan Ali'],
        ['chair', 'localChair', 'Moira Lang'],
      ],
    },
  ],
};

export const DEMO_TRUSTS: readonly DemoTrust[] = [LARKFIELD, TIDEWAY];

export interface DemoSignIn {
  readonly email: string;
  readonly name: string;
  readonly role: Post;
  readonly mailboxShared: boolean;
  readonly school: DemoSchool | null;
  readonly trust: DemoTrust;
}

const signIn = (
  trust: DemoTrust,
  school: DemoSchool | null,
  [mailbox, role, name, shared]: DemoPerson,
): DemoSignIn => ({
  email: `${mailbox}@${(school ?? trust).domain}.demo`,
  name,
  role,
  mailboxShared: shared !== undefined,
  school,
  trust,
});

/** Everybody of a trust, the trust's own posts first. */
export const signInsOf = (trust: DemoTrust): readonly DemoSignIn[] => [
  ...trust.people.map((person) => signIn(trust, null, person)),
  ...trust.schools.flatMap((school) => school.people.map((person) => signIn(trust, school, person))),
];
