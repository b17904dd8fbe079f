import { Body, Controller, Get, Post } from '@nestjs/common';
import { contactChoice, contactSettings } from '@trustward/contracts';
import type { ContactChoice, ContactSettings } from '@trustward/contracts';
import { Allow } from '../platform/allow.ts';
import { Answers, AnswersNothing } from '../platform/answers.ts';
import { ContactService } from './contact.service.ts';

/** How the caller is told: their own choice, and nobody else's. */
@Controller('me/contact')
export class ContactController {
  constructor(private readonly contact: ContactService) {}

  @Get()
  @Allow('notice:read')
  @Answers(contactSettings)
  mine(): Promise<ContactSettings> {
    return this.contact.mine();
  }

  @Post()
  @Allow('notice:read')
  @AnswersNothing()
  choose(@Body({ schema: contactChoice }) choice: ContactChoice): Promise<void> {
    return this.contact.choose(choice);
  }
}
