import { readFileSync } from 'node:fs';
import { PROBLEM_MEDIA_TYPE } from '@stockade/contracts';
import type { OpenApi, Operation, ResponseDescription } from '@stockade/descriptions';
import type { ServiceName } from '@stockade/testing';
import { escapePointer, makeJsonSchemaValidator } from './json-schema.js';

/** The description of a service, as it is committed; a test of its own sees to it that it is the present one. */
export interface Description {
  /** The operation that a request leads to: a path without parameters wins. */
  find(method: string, path: string): DescribedOperation | undefined;
  /** What an operation may answer with a status. */
  response(operation: DescribedOperation, status: number): DescribedResponse | undefined;
  /** Of a problem document. */
  problemCheck(mediaType: string): BodyCheck | undefined;
}

export interface DescribedOperation {
  /** Where it is in the document: a JSON pointer. */
  readonly pointer: string;
  readonly operation: Operation;
}

interface DescribedResponse {
  readonly requiredHeaders: readonly string[];
  /** Undefined for a media type that is not described, null when there is to be no body. */
  bodyCheck(mediaType: string): BodyCheck | null | undefined;
}

/** Names what is wrong with a body. */
export type BodyCheck = (body: unknown) => string[];

const loaded = new Map<ServiceName, Description>();

export function descriptionOf(service: ServiceName): Description {
  const description = loaded.get(service) ?? load(service);
  loaded.set(service, description);
  return description;
}

function load(service: ServiceName): Description {
  const file = new URL(`../../docs/openapi/${service}.json`, import.meta.url);
  const document: OpenApi = JSON.parse(readFileSync(file, 'utf8'));
  const validator = makeJsonSchemaValidator();
  validator.addSchema(document, service);
  const templates = Object.keys(document.paths).toSorted((one, other) => parametersIn(one) - parametersIn(other));

  function checkAt(pointer: string): BodyCheck {
    const validate = validator.getSchema(`${service}#${pointer}`);
    if (validate === undefined) throw new Error(`the description of the ${service} has nothing at ${pointer}`);
    return (body) => {
      if (validate(body) === true) return [];
      const errors = validate.errors ?? [];
      return errors.map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`);
    };
  }

  return {
    find(method, path) {
      for (const template of templates.filter((one) => fits(one, path))) {
        const operation = document.paths[template]?.[method.toLowerCase()];
        if (operation) return { pointer: `/paths/${escapePointer(template)}/${method.toLowerCase()}`, operation };
      }
      return undefined;
    },

    response({ pointer, operation }, status) {
      const found = operation.responses[status];
      if (found === undefined) return undefined;
      const shared = '$ref' in found;
      const at = shared ? found.$ref.slice(1) : `${pointer}/responses/${status}`;
      const { headers, content } = shared ? sharedResponse(document, found.$ref) : found;
      return {
        requiredHeaders: Object.keys(headers).filter((name) => headers[name]?.required),
        bodyCheck(mediaType) {
          if (content === undefined) return null;
          return mediaType in content ? checkAt(`${at}/content/${escapePointer(mediaType)}/schema`) : undefined;
        },
      };
    },

    problemCheck: (mediaType) =>
      mediaType === PROBLEM_MEDIA_TYPE ? checkAt('/components/schemas/Problem') : undefined,
  };
}

function sharedResponse({ components }: OpenApi, reference: string): ResponseDescription {
  const response = components.responses[reference.split('/').at(-1) ?? ''];
  if (response === undefined) throw new Error(`there is no ${reference}`);
  return response;
}

const parametersIn = (template: string) => template.split('{').length;

function fits(template: string, path: string): boolean {
  return new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path);
}
