/** What of AsyncAPI 3.0 our description uses. */

export const PROTOCOL_VERSION = '3.0.0';

export interface AsyncApi {
  readonly asyncapi: typeof PROTOCOL_VERSION;
  readonly info: {
    readonly title: string;
    readonly version: string;
    readonly description: string;
    readonly license: object;
  };
  readonly defaultContentType: string;
  readonly servers: Readonly<Record<string, object>>;
  readonly channels: Readonly<Record<string, Channel>>;
  readonly operations: Readonly<Record<string, EventOperation>>;
  readonly components: {
    readonly messages: Readonly<Record<string, Message>>;
    readonly securitySchemes: Readonly<Record<string, object>>;
  };
}

export interface Channel {
  /** The key of the stream. */
  readonly address: string;
  readonly title: string;
  readonly summary: string;
  readonly description: string;
  readonly messages: Readonly<Record<string, Reference>>;
}

export interface EventOperation {
  readonly action: 'send' | 'receive';
  readonly title: string;
  readonly summary: string;
  readonly description: string;
  readonly channel: Reference;
  readonly messages: readonly Reference[];
  readonly security: readonly Reference[];
  readonly 'x-service': string;
  readonly 'x-consumer-group'?: string;
}

export interface Message {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly correlationId?: { readonly location: string; readonly description: string };
  readonly examples: readonly { readonly name: string; readonly payload: Readonly<Record<string, unknown>> }[];
}

interface Reference {
  readonly $ref: string;
}
