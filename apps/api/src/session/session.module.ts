import { Module } from '@nestjs/common';
import { Devices } from './devices.ts';
import { MeService } from './me.service.ts';
import { Passwords } from './passwords.ts';
import { SessionController } from './session.controller.ts';
import { SignInService } from './sign-in.service.ts';

@Module({ controllers: [SessionController], providers: [Devices, MeService, Passwords, SignInService] })
export class SessionModule {}
