import { HttpCode, applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type * as z from 'zod';

/** What a route answers when all is well: the contract, for the description and for the specs that hold it to it. */
export const Answers = (standardSchema: z.ZodType, status = 200) =>
  applyDecorators(HttpCode(status), ApiResponse({ status, standardSchema, description: 'As asked.' }));

export const AnswersNothing = () =>
  applyDecorators(HttpCode(204), ApiResponse({ status: 204, description: 'Done.' }));
