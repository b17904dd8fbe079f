import { Injectable } from '@nestjs/common';
import type { LiveMessage } from '@trustward/contracts';
import { remindersWaitingSince } from '@trustward/casework';
import { PlatformDoor } from '@trustward/database';
import { iso } from '../shared/instants.ts';

/** Since when nobody has driven the cases, so that what time brings is told late. */
@Injectable()
export class WaitingReminders {
  private since: string | null = null;

  constructor(private readonly platform: PlatformDoor) {}

  get message(): Extract<LiveMessage, { kind: 'reminders' }> {
    return { kind: 'reminders', waitingSince: this.since };
  }

  /** Whether that has changed. */
  async look(): Promise<boolean> {
    const since = await remindersWaitingSince(this.platform);
    const before = this.since;
    this.since = since === null ? null : iso(since);
    return this.since !== before;
  }
}
