import { PROBLEM_MEDIA_TYPE } from '@stockade/contracts';
import { escapePointer, makeJsonSchemaValidator } from './json-schema.js';

/** What is read of an OpenAPI 3.1 document. */
export interface DescribedDocument {
  /** Path, then method in lower case. */
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedRoute>>>>;
  readonly components: Readonly<{ responses: Readonly<Record<string, Response>> } & Record<string, unknown>>;
}

export interface DescribedRoute {
  readonly parameters?: readonly DescribedParameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, DescribedMedia>> };
  readonly responses: Readonly<Record<string, Response | { readonly $ref: string }>>;
}

export interface DescribedParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly schema: Readonly<Record<string, unknown>>;
}

interface DescribedMedia {
  readonly schema: Readonly<Record<string, unknown>>;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

interface Response {
  readonly headers: Readonly<Record<string, { readonly required: boolean }>>;
  readonly content?: Readonly<Record<string, unknown>>;
}

/** The description of a service, ready to hold answers against. */
export interface Description {
  readonly document: DescribedDocument;
  /** The operation that a request leads to: a path without parameters wins, also over the methods that it does not have. */
  find(method: string, path: string): DescribedOperation | undefined;
  /** What an operation may answer with a status. */
  response(operation: DescribedOperation, status: number): DescribedResponse | undefined;
  /** Of a problem document. */
  problemCheck(mediaType: string): BodyCheck | undefined;
}

export interface DescribedOperation {
  /** Where it is in the document: a JSON pointer. */
  readonly pointer: string;
  readonly operation: DescribedRoute;
}

interface DescribedResponse {
  readonly requiredHeaders: readonly string[];
  /** Undefined for a media type that is not described, null when there is to be no body. */
  bodyCheck(mediaType: string): BodyCheck | null | undefined;
}

/** Names what is wrong with a body. */
export type BodyCheck = (body: unknown) => string[];

/** Reads the description of a service. Its checks throw an Error for what the document refers to and does not hold. */
export function makeDescription(service: string, document: DescribedDocument): Description {
  const validator = makeJsonSchemaValidator();
  validator.addSchema(document, service);
  const templates = Object.keys(document.paths)
    .toSorted((one, other) => parametersIn(one) - parametersIn(other))
    .map((template) => ({ template, pattern: new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`) }));

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
    document,

    find(method, path) {
      const matching = templates.filter(({ pattern }) => pattern.test(path));
      const fixed = matching.find(({ template }) => parametersIn(template) === 0);
      for (const { template } of fixed ? [fixed] : matching) {
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

function sharedResponse({ components }: DescribedDocument, reference: string): Response {
  const response = components.responses[reference.split('/').at(-1) ?? ''];
  if (response === undefined) throw new Error(`there is no ${reference}`);
  return response;
}

const parametersIn = (template: string) => template.split('{').length - 1;
