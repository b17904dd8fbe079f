import { Module } from '@nestjs/common';
import { CarrierController } from './carrier.controller.ts';

@Module({ controllers: [CarrierController] })
export class CarrierModule {}
