import { SERVICE_NAMES, type ServiceName, type Stack } from '@stockade/local';
import {
  makeDescription,
  type DescribedDocument,
  type DescribedRoute,
  type Description,
} from '@stockade/testing/described';

/** One thing that a service says it can do, under one of the names that it goes by. */
export interface Operation {
  service: ServiceName;
  /** In upper case. */
  method: string;
  /** A path with its parameters in braces. */
  template: string;
  route: DescribedRoute;
}

export interface Surface {
  descriptions: Readonly<Record<ServiceName, Description>>;
  operations: readonly [Operation, ...Operation[]];
}

/** Asks the services what they can do. All that a run knows of them comes from here. */
export async function readSurface({ urls }: Pick<Stack, 'urls'>): Promise<Surface> {
  const [store, warehouse, refund] = await Promise.all(
    SERVICE_NAMES.map(async (service) => {
      const response = await fetch(`${urls[service]}/openapi.json`);
      const document: DescribedDocument = JSON.parse(await response.text());
      return makeDescription(service, document);
    }),
  );
  if (store === undefined || warehouse === undefined || refund === undefined) throw new Error('a service is missing');
  const descriptions = { store, warehouse, refund };
  const [first, ...others] = SERVICE_NAMES.flatMap((service) => operationsOf(service, descriptions[service].document));
  if (first === undefined) throw new Error('the services describe nothing');
  return { descriptions, operations: [first, ...others] };
}

function operationsOf(service: ServiceName, { paths }: DescribedDocument): Operation[] {
  return Object.entries(paths).flatMap(([template, methods]) =>
    Object.entries(methods).map(([method, route]) => ({ service, method: method.toUpperCase(), template, route })),
  );
}
