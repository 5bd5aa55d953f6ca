import type { Route } from '@stockade/http';
import { z } from 'zod';
import { answerExamples, parameterExample, requestExamples } from './examples.js';
import type { Content, HeaderDescription, Operation, Parameter, ResponseDescription } from './openapi.js';
import { rateLimitHeaders, requestIdHeader, type ProblemBook } from './problems.js';
import type { SchemaBook } from './schemas.js';

const TEXT = { type: 'string' };

/** What a route takes and answers, apart from the names that it goes by. */
export function describeOperation(
  route: Route,
  book: SchemaBook,
  problems: ProblemBook,
): Omit<Operation, 'operationId'> {
  const parameters = describeParameters(route, book);
  return {
    summary: route.summary,
    ...(route.description !== undefined && { description: route.description }),
    tags: [route.tag],
    security: route.access === 'public' ? [] : [{ bearer: [] }],
    ...(parameters.length > 0 && { parameters }),
    ...(route.body && { requestBody: { required: true, content: describeBody(route.body, book) } }),
    responses: { ...problems.describe(route), ...describeAnswers(route, book) },
  };
}

function describeParameters({ params = {}, query, headers = {} }: Route, book: SchemaBook): Parameter[] {
  return [
    ...Object.entries(params).map(([name, { names, schema }]) => ({
      name,
      in: 'path' as const,
      required: true,
      description: `Which ${names}.`,
      schema: book.input(schema),
      example: parameterExample(names),
    })),
    ...(query ? describeQuery(query, book) : []),
    ...Object.entries(headers).map(([name, { description, schema }]) => ({
      name,
      in: 'header' as const,
      required: false,
      description,
      schema: book.input(schema),
      example: parameterExample(name),
    })),
  ];
}

const querySchema = z.object({
  properties: z.record(z.string(), z.record(z.string(), z.unknown())),
  required: z.array(z.string()).default([]),
});

function describeQuery(query: z.ZodType, book: SchemaBook): Parameter[] {
  const { properties, required } = querySchema.parse(book.input(query));
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...(typeof description === 'string' && { description }),
    schema,
  }));
}

function describeBody(body: z.ZodType, book: SchemaBook): Content {
  return { 'application/json': { schema: book.input(body), examples: requestExamples(body) } };
}

function describeAnswers(route: Route, book: SchemaBook): Record<string, ResponseDescription> {
  const always = { ...requestIdHeader, ...(route.limit && rateLimitHeaders) };
  return Object.fromEntries(
    Object.entries(route.answers).map(([status, { description, body, text, stream, headers = {} }]) => [
      status,
      {
        description,
        headers: { ...always, ...Object.fromEntries(Object.entries(headers).map(describeHeader)) },
        ...(body && {
          content: {
            'application/json': { schema: book.output(body), examples: answerExamples(route, Number(status), body) },
          },
        }),
        ...(text !== undefined && { content: { [mediaTypeOf(text)]: { schema: TEXT } } }),
        ...(stream !== undefined && { content: { [stream]: { schema: TEXT } } }),
      },
    ]),
  );
}

/** Without parameters such as the charset. */
function mediaTypeOf(contentType: string): string {
  return contentType.split(';', 1)[0] ?? contentType;
}

function describeHeader([name, says]: [string, string | { sometimes: string }]): [string, HeaderDescription] {
  const always = typeof says === 'string';
  return [name, { description: always ? says : says.sometimes, required: always, schema: TEXT }];
}
