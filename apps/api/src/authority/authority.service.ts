import { Injectable } from '@nestjs/common';
import { LAYERS_HERE, openPerson, withLayers } from '@trustward/casework';
import type { OwnAuthority } from '@trustward/casework';
import { describeLength, limitSchema } from '@trustward/chain';
import type { Limit } from '@trustward/chain';
import { namedSettings } from '@trustward/chain/layers';
import type { AuthorityBoard, AuthorityShown } from '@trustward/contracts';
import { RequestScope } from '../platform/request-scope.ts';
import { linesOf, numbersIn } from '../shared/danger-numbers.ts';
import type { AuthorityNumbers } from '../shared/danger-numbers.ts';
import { mailedParty } from '../shared/mailed-party.ts';

type Party = AuthorityShown['mails'][number]['party'];

interface Row {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly schools: number;
  readonly told: AuthorityNumbers;
  readonly hashes: readonly string[];
  readonly own: OwnAuthority | null;
  readonly mail: Readonly<Partial<Record<Party, string>>>;
  readonly ownMail: readonly {
    readonly party: Party;
    readonly address: string;
    readonly by: string;
    readonly at: string;
    /** Who that is; base 64. */
    readonly sealed: string;
  }[];
}

const OWN_MAIL = `select coalesce(jsonb_agg(jsonb_build_object('party', o.party, 'address', o.address, 'by', o.set_by,
      'at', o.set_at, 'sealed', encode(n.sealed, 'base64'))), '[]')
    from app.own_mail o join app.person n on n.tenant_id = o.tenant_id and n.id = o.set_by
    where o.tenant_id = $1 and o.authority_id = a.id and o.address is not null`;
// Those with which the trust has to do: that have schools of it, or about which it holds anything.
const BOARD = `select a.id, a.slug, a.name, ${numbersIn('a')} as told, ${LAYERS_HERE} as hashes,
    a.mail, (${OWN_MAIL}) as "ownMail",
    (select count(*)::int from app.school o where o.tenant_id = $1 and o.authority_id = a.id) as schools,
    (select jsonb_build_object('hours', o.hours, 'limits', o.limits) from app.own_authority o
      where o.tenant_id = $1 and o.authority_id = a.id order by o.number desc limit 1) as own
  from platform.authority a cross join (values (null::uuid)) as s(id)
  where exists (select from app.school o where o.tenant_id = $1 and o.authority_id = a.id)
    or exists (select from app.layer_version v where v.tenant_id = $1 and v.layer = 'authority' and v.layer_id = a.slug)
  order by a.name, a.id`;

interface Floored {
  readonly limit: Limit;
  readonly floors: readonly { readonly limit: Limit }[];
}

@Injectable()
export class AuthorityService {
  constructor(private readonly scope: RequestScope) {}

  async board(): Promise<AuthorityBoard> {
    const { tx } = this.scope;
    const rows = await tx.query<Row>(BOARD, [tx.tenantId], 'authority-board');
    return { authorities: await Promise.all(rows.map((row) => this.shown(row))) };
  }

  private async shown(row: Row): Promise<AuthorityShown> {
    const { tx } = this.scope;
    const { id, slug, name, schools, told, own, mail, ownMail } = row;
    const { layers } = await withLayers(tx, row);
    const settings = namedSettings(layers);
    const laidDown = layers.find(({ layer, id: of }) => layer === 'authority' && of === slug)?.values ?? {};
    const ours = (code: string): Limit | undefined => own?.limits[code];
    return {
      id,
      name,
      schools,
      hours: { theirs: told.contacts.find(({ about }) => about === 'child')?.note ?? null, ours: told.hours },
      numbers: linesOf(tx, told).map(({ line, ours: number, checked }) => ({
        about: line.about,
        name: line.name,
        theirs: line.number,
        ours: number,
        checked,
      })),
      mails: told.contacts.flatMap(({ about, name: called }) => {
        const party = mailedParty(about);
        if (party === null) return [];
        const mine = ownMail.find((each) => each.party === party);
        const by = mine && openPerson(tx, mine.by, Buffer.from(mine.sealed, 'base64')).name;
        return [
          {
            ...{ party, name: called, theirs: mail[party] ?? null, ours: mine?.address ?? null },
            set: mine && by !== undefined ? { by, at: new Date(mine.at).toISOString() } : null,
          },
        ];
      }),
      limits: Object.keys(laidDown).flatMap((code) => {
        const setting = settings.get(code);
        if (setting === undefined) return [];
        const held = ours(code);
        return [
          {
            code,
            title: setting.title,
            theirs: describeLength(setting.limit),
            ours: held === undefined ? null : lengthOf(held),
            floor: floorIn(setting),
          },
        ];
      }),
    };
  }
}

/** What was damaged cannot be said, and holds nowhere. */
const lengthOf = (held: unknown): string => {
  const limit = limitSchema.safeParse(held);
  return limit.success ? describeLength(limit.data) : 'cannot be read: give it anew';
};

/** Where everybody has just what is a floor, that is the soonest of them, and the others say no more. */
function floorIn({ limit, floors }: Floored): string | null {
  const said = new Set(floors.map((floor) => describeLength(floor.limit)));
  if (said.size === 0) return null;
  const theirs = describeLength(limit);
  return said.has(theirs) ? theirs : [...said].join('; ');
}
