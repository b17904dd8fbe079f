import { Module } from '@nestjs/common';
import { HealthController } from './health.controller.ts';
import { RecordingPulse } from './recording-pulse.service.ts';
import { ReadinessService } from './readiness.service.ts';

@Module({ controllers: [HealthController], providers: [ReadinessService, RecordingPulse] })
export class HealthModule {}
