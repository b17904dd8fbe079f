import { Controller, Get, Injectable } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import { AllowAnyone } from './allow.ts';

/** Holds the description of the running application, made once when first asked for. */
@Injectable()
export class OpenApiDocument {
  private made: OpenAPIObject | null = null;
  private make: () => OpenAPIObject = () => {
    throw new Error('nobody said which application to describe');
  };

  describe(make: () => OpenAPIObject): void {
    this.make = make;
  }

  get(): OpenAPIObject {
    return (this.made ??= this.make());
  }
}

@Controller()
export class OpenApiController {
  constructor(private readonly document: OpenApiDocument) {}

  @Get('openapi.json')
  @AllowAnyone()
  @ApiResponse({ status: 200, description: 'This description, as OpenAPI 3.1.', schema: { type: 'object' } })
  describe(): OpenAPIObject {
    return this.document.get();
  }
}
