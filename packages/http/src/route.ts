import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Principal } from './principal.js';

/**
 * One route of a service: what it takes, what it answers and what it does, written once. The router is made of it, and
 * so is its description.
 */
export interface Route {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly path: string;
  /** Compatibility paths: what clients of the five reference systems call, see docs/reference-systems.md. */
  readonly aliases?: readonly string[];
  /** Compatibility methods, on all paths. */
  readonly methodAliases?: readonly Route['method'][];
  /** Half a sentence, in the imperative. */
  readonly summary: string;
  readonly description?: string;
  readonly tag: string;
  readonly access: Access;
  /** Which rate limit the route counts towards; null for what must always answer, such as the health of a service. */
  readonly limit: RateLimitName | null;
  readonly params?: Readonly<Record<string, PathParameter>>;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Header fields that the route reads, in lower case. */
  readonly headers?: Readonly<Record<string, HeaderField>>;
  readonly answers: AnswerDescriptions;
  /** Problems of this route alone, by status: what they mean. Those that follow from the rest are not repeated. */
  readonly problems?: Readonly<Record<number, string>>;
  /**
   * Where a route writes that is no GET: `own`, beside whoever calls it; `named`, beside what its `id` names; `catalogue`; or what
   * a function answers for the checked body, where nobody is logged in. Not given: anywhere. False for one that writes nothing.
   */
  readonly writes?: Writes | WritesAsked | false;
  answer(call: AnyCall): Promise<Answered | typeof STREAMED>;
}

/** What an answer rests on that says that something was written. */
type Writes = 'own' | 'named' | 'catalogue';

/** Beside what something is written: all that belongs to a customer lies together. */
export type Beside = 'catalogue' | { readonly id: string } | { readonly email: string };

interface Asked {
  /** Undefined for what writes nothing, or anywhere. */
  writes(body: unknown): Beside | undefined;
}
/** For a schema `body`, a function of what that makes of it. */
type WritesAsked = Asked['writes'];

/**
 * Who may call a route. `bearer`: whoever shows a token that we signed; the route's own script sees to it that the
 * session lives, in the same step as its effect.
 */
export type Access = 'public' | 'bearer' | 'user' | 'admin';
export type RateLimitName = 'orders' | 'logins' | 'default';

export interface PathParameter {
  /** What it names: `order` gives `No order 7`. What is no id names nothing: 404, not 400. */
  readonly names: string;
  readonly schema: z.ZodType<string>;
}

export interface HeaderField {
  readonly description: string;
  readonly schema: z.ZodType<string>;
}

interface AnswerDescription {
  readonly description: string;
  readonly body?: z.ZodType;
  /** Content type of an answer that is text and no JSON. */
  readonly text?: string;
  /** Media type of an answer that goes on for as long as the client stays. */
  readonly stream?: string;
  /** Header fields of the answer and what they say. */
  readonly headers?: Readonly<Record<string, string | SometimesField>>;
}

/** A header field that not every such answer has. */
interface SometimesField {
  readonly sometimes: string;
}
export type AnswerDescriptions = Readonly<Record<number, AnswerDescription>>;

/** The handler has taken over the response. */
export const STREAMED = Symbol('streamed');

export interface AnyCall {
  readonly principal: Principal | null;
  readonly params: Readonly<Record<string, string>>;
  readonly query: unknown;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly req: Request;
  readonly res: Response;
}

/** What a handler has answered. */
export interface Answered {
  readonly status: number;
  readonly body?: unknown;
  readonly text?: string;
  /** A `location` is a path within the service, without a slash in front; the client gets a reference that leads there. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a handler is given: everything checked. */
interface Call<Spec extends RouteSpec> extends AnyCall {
  readonly principal: Spec['access'] extends 'public' ? null : Principal;
  readonly params: { readonly [Name in keyof Spec['params']]: string };
  readonly query: Parsed<Spec['query']>;
  readonly body: Parsed<Spec['body']>;
  readonly headers: { readonly [Name in keyof Spec['headers']]: string | undefined };
}

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

/** One of the answers that the route describes. */
type Answer<Spec extends RouteSpec> = {
  [Status in keyof Spec['answers'] & number]: {
    readonly status: Status;
    readonly headers?: Readonly<Record<string, string>>;
  } & (Spec['answers'][Status] extends { body: infer Body extends z.ZodType }
    ? { readonly body: z.output<Body> }
    : { readonly body?: undefined }) &
    (Spec['answers'][Status] extends { text: string } ? { readonly text: string } : { readonly text?: undefined });
}[keyof Spec['answers'] & number];

/** A route that names no rate limit has the default one. */
type RouteSpec = Omit<Route, 'answer' | 'limit'> & Partial<Pick<Route, 'limit'>>;

/** A route whose handler is held to what the route says that it takes and answers. */
export function defineRoute<const Spec extends RouteSpec>(spec: Spec) {
  return {
    handledBy(answer: (call: Call<Spec>) => Promise<Answer<Spec> | typeof STREAMED>): Route {
      return { ...spec, limit: spec.limit === undefined ? 'default' : spec.limit, answer };
    },
  };
}
