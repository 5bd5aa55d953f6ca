import type { Route } from '@stockade/http';
import { z } from 'zod';
import type {
  oas31,
  ZodOpenApiOperationObject,
  ZodOpenApiParameters,
  ZodOpenApiRequestBodyObject,
  ZodOpenApiResponsesObject,
} from 'zod-openapi';
import { answerExamples, headerExample, parameterExample, requestExamples } from './examples.js';
import { describeProblems, rateLimitHeaders, requestIdHeader } from './problems.js';

const TEXT = { type: 'string' } as const;

/** What a route takes and answers, apart from the names that it goes by. */
export function describeOperation(route: Route): ZodOpenApiOperationObject {
  const parameters = describeParameters(route);
  return {
    summary: route.summary,
    ...(route.description !== undefined && { description: route.description }),
    tags: [route.tag],
    security: route.access === 'public' ? [] : [{ bearer: [] }],
    ...(Object.keys(parameters).length > 0 && { requestParams: parameters }),
    ...(route.body && { requestBody: describeBody(route.body) }),
    responses: { ...describeProblems(route), ...describeAnswers(route) },
  };
}

function describeParameters(route: Route): ZodOpenApiParameters {
  const { params, query, headers } = route;
  return {
    ...(params && {
      path: fieldsOf(params, ({ names, schema }) => describeField(schema, `Which ${names}.`, parameterExample(names))),
    }),
    ...(query && { query }),
    ...(headers && {
      header: fieldsOf(headers, ({ description, schema }, name) =>
        describeField(schema.optional(), description, headerExample(route, name)),
      ),
    }),
  };
}

function fieldsOf<Field>(fields: Readonly<Record<string, Field>>, describe: (field: Field, name: string) => z.ZodType) {
  return z.object(Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, describe(field, name)])));
}

function describeField(schema: z.ZodType, description: string, example: string): z.ZodType {
  return schema.meta({ param: { description, example } });
}

function describeBody(body: z.ZodType): ZodOpenApiRequestBodyObject {
  return { required: true, content: { 'application/json': { schema: body, examples: requestExamples(body) } } };
}

function describeAnswers(route: Route): ZodOpenApiResponsesObject {
  const always = { ...requestIdHeader, ...(route.limit && rateLimitHeaders) };
  return Object.fromEntries(
    Object.entries(route.answers).map(([status, { description, body, text, stream, headers = {} }]) => [
      status,
      {
        description,
        headers: { ...always, ...Object.fromEntries(Object.entries(headers).map(describeHeader)) },
        ...(body && {
          content: {
            'application/json': { schema: body, examples: answerExamples(route, Number(status), body) },
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

function describeHeader([name, says]: [string, string | { sometimes: string }]): [string, oas31.HeaderObject] {
  const always = typeof says === 'string';
  return [name, { description: always ? says : says.sometimes, required: always, schema: TEXT }];
}
