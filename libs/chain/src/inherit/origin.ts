import { isSame } from './kept.ts';
import type { Layer, LayerKind, Setting } from '../language/layer.ts';

/** A layer, as the origin of a value. */
export interface Source {
  readonly layer: LayerKind;
  readonly id: string;
  readonly title: string;
  readonly version: number;
}

/** Where a value came from. */
export interface Origin {
  readonly by: Source;
  /** The layers that made it a floor. */
  readonly floorBy: readonly Source[];
  /** What it replaced, the latest last. */
  readonly replaced: readonly Replaced[];
  /** The name of the setting that gave it, and what is known of where its number comes from. */
  readonly setting?: string;
  readonly from?: Pick<Setting, 'source' | 'status' | 'note'>;
}
export interface Replaced {
  readonly by: Source;
  readonly value: unknown;
}

/**
 * By path, steps by their id: `steps.written-follow-up.owner`. A clock has `steps.….clock` for what is written of it,
 * and `steps.….clock.within` (or `.before`) for its length.
 */
export type Origins = ReadonlyMap<string, Origin>;

export const sourceOf = ({ layer, id, title, version }: Layer): Source => ({ layer, id, title, version });

/** The origins of a chain while one layer after another has its say. */
export class OriginBook {
  private readonly origins = new Map<string, Origin>();

  /** One layer's values after those of the layers above it: what says the same keeps its origin. */
  write(by: Source, old: ReadonlyMap<string, unknown>, now: ReadonlyMap<string, unknown>): void {
    for (const path of new Set([...old.keys(), ...now.keys()])) {
      const before = this.origins.get(path);
      if (before === undefined) this.origins.set(path, { by, floorBy: [], replaced: [] });
      else if (!isSame(old.get(path), now.get(path))) {
        const replaced = [...before.replaced, { by: before.by, value: old.get(path) ?? null }];
        this.origins.set(path, { ...before, by, replaced });
      }
    }
  }

  markFloor(path: string, by: Source): void {
    const before = this.origins.get(path);
    if (before !== undefined) this.origins.set(path, { ...before, floorBy: [...before.floorBy, by] });
  }

  set(path: string, origin: Origin): void {
    this.origins.set(path, origin);
  }

  get(path: string): Origin | undefined {
    return this.origins.get(path);
  }

  read(): Origins {
    return this.origins;
  }
}
