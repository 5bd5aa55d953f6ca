import type { OpenService } from '@stockade/service';
import supertest from 'supertest';
import { z } from 'zod';

/** The HTTP side of a service in this process. */
export type App = OpenService['app'];

/** As supertest gives them: none of ours comes twice. */
const headersSchema = z.record(z.string(), z.string());

export interface Asked {
  method: string;
  url: string;
  body: unknown;
  fields: Readonly<Record<string, string>>;
}

export interface Text {
  status: number;
  headers: Headers;
  text: string;
}

export async function ask({ method, url, body, fields }: Asked): Promise<Text> {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(url, { method, headers: fields, ...sent });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

export async function askApp(app: App, path: string, { method, body, fields }: Asked): Promise<Text> {
  const sending = new supertest.Test(app, method, path).set(fields).ok(() => true);
  const { status, headers, text } = await sending.send(body === undefined ? undefined : JSON.stringify(body));
  return { status, headers: new Headers(headersSchema.parse(headers)), text: text ?? '' };
}
