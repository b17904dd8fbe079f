import { Module } from '@nestjs/common';
import { SessionModule } from '../session/session.module.ts';
import { InvitationController } from './invitation.controller.ts';
import { InvitationService } from './invitation.service.ts';

@Module({ imports: [SessionModule], controllers: [InvitationController], providers: [InvitationService] })
export class InvitationModule {}
