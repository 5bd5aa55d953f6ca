import type { Route } from '@stockade/http';
import { createDocument, type oas31, type ZodOpenApiOperationObject } from 'zod-openapi';
import { describeOperation } from './operation.js';
import { improve } from './schemas.js';
import { describeTags } from './tags.js';

/** The version of the HTTP interface, which all services share. */
const VERSION = '0.1.0';

export type OpenApi = oas31.OpenAPIObject;
export type Operation = oas31.OperationObject;

/** What a service says of itself. */
export interface About {
  /** As in its address: `store`. */
  readonly name: string;
  readonly title: string;
  /** Markdown. */
  readonly description: string;
}

/** The OpenAPI document of a service, made of the routes that it answers. Throws when two schemas have the same name. */
export function describeService({ title, description }: About, routes: readonly Route[]): OpenApi {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of routes) {
    const operation = describeOperation(route);
    for (const path of [route.path, ...(route.aliases ?? [])]) {
      for (const method of [route.method, ...(route.methodAliases ?? [])]) {
        const described = (paths[templateOf(path)] ??= {});
        described[method] = { operationId: operationId(method, path), ...operation, ...asAlias(route, method, path) };
      }
    }
  }
  return createDocument(
    {
      openapi: '3.1.1',
      info: { title, version: VERSION, description, license: { name: 'MIT', identifier: 'MIT' } },
      // Relative to the address of this document, which a proxy may have put under a prefix.
      servers: [{ url: '.', description: 'The service that this document came from' }],
      tags: describeTags(routes),
      paths,
      components: {
        securitySchemes: {
          bearer: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'JWT',
            description: 'The `access_token` of `POST /users/login` of the store; every service takes it.',
          },
        },
      },
    },
    { override: improve },
  );
}

/** `/orders/:id` as OpenAPI writes it: `/orders/{id}`. */
export function templateOf(path: string): string {
  return path.replaceAll(/:(\w+)/g, '{$1}');
}

/** `POST /orders/:id/cancel` is `postOrdersIdCancel`: as unique as method and path are together. */
function operationId(method: string, path: string): string {
  const words = path.split(/\W+/).flatMap((part) => part.split('_'));
  return method + words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('');
}

function asAlias(route: Route, method: string, path: string): Partial<ZodOpenApiOperationObject> {
  if (path === route.path && method === route.method) return {};
  return {
    deprecated: true,
    description: `For compatibility: the same as \`${route.method.toUpperCase()} ${templateOf(route.path)}\`.`,
  };
}
