import { Module } from '@nestjs/common';
import { LiveHub } from './live-hub.ts';
import { LiveReader } from './live-reader.ts';
import { WaitingReminders } from './waiting-reminders.ts';
import { LiveController } from './live.controller.ts';

@Module({ controllers: [LiveController], providers: [LiveHub, LiveReader, WaitingReminders] })
export class LiveModule {}
