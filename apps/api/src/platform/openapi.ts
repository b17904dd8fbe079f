import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import { problem } from '@trustward/contracts';
import * as z from 'zod';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

const VERBS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const READ_PROBLEMS = [400, 401, 403, 404, 500, 503] as const;
const WRITE_PROBLEMS = [400, 401, 403, 404, 409, 413, 415, 422, 429, 500, 503] as const;

/** The description of the interface, from the contracts the code itself reads and answers by. */
export function openApiOf(app: INestApplication): OpenAPIObject {
  const about = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Trustward')
    .setDescription('Every answer that is not a success is a problem body (RFC 9457) with a stable `code`.')
    .setVersion('1')
    .addCookieAuth('trustward')
    .build();
  const document = SwaggerModule.createDocument(app, about, {
    standardSchemaConverter: (schema, { schemaType }) => convert(schema, schemaType),
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}.${method}`,
  });
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, ...problemComponent() },
  };
  for (const item of Object.values(document.paths)) {
    for (const verb of VERBS) {
      const operation = item[verb];
      if (operation !== undefined) addProblems(operation, verb === 'get' ? READ_PROBLEMS : WRITE_PROBLEMS);
    }
  }
  return document;
}

function convert(schema: unknown, io: 'input' | 'output') {
  if (!(schema instanceof z.ZodType)) return undefined;
  const { $schema: _dialect, $defs, ...own } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return { schema: own, components: { ...$defs } };
}

function problemComponent(): Record<string, never> {
  // Under its own id, as which it is referred to; a reference from within a component is counted from the document's root.
  const { $defs } = z.toJSONSchema(problem, { io: 'output' });
  return { ...$defs } as unknown as Record<string, never>;
}

function addProblems(operation: Operation, statuses: readonly number[]): void {
  for (const status of statuses) {
    operation.responses[String(status)] ??= {
      description: 'A problem, with its code and a sentence.',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    };
  }
}
