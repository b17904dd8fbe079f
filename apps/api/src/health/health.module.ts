import { Module } from '@nestjs/common';
import { Figures } from './figures.service.ts';
import { HealthController } from './health.controller.ts';
import { RecordingPulse } from './recording-pulse.service.ts';
import { ReadinessService } from './readiness.service.ts';

@Module({ controllers: [HealthController], providers: [Figures, ReadinessService, RecordingPulse] })
export class HealthModule {}
