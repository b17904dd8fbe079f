import { Module } from '@nestjs/common';
import { CarrierController } from './carrier.controller.ts';
import { OwnNotifyController } from './own-notify.controller.ts';
import { OwnNotifyService } from './own-notify.service.ts';

@Module({ controllers: [CarrierController, OwnNotifyController], providers: [OwnNotifyService] })
export class CarrierModule {}
