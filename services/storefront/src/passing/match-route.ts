import { ROUTES } from '../generated/routes.js';

const SERVICES = ['store', 'warehouse', 'refund', 'operations', 'lab'] as const;
export type ServiceName = (typeof SERVICES)[number];

/** What is passed on begins with this, and with the name of the service. */
export const API = '/api/';

/**
 * A segment that stands for an id: one that every reader understands alike. No dots alone, and no escape of a dot, of a
 * slash of either kind or of a zero byte.
 */
const ID = String.raw`(?!\.{1,2}(?:/|$))(?:[\w.~!$&'()*+,;=:@-]|%(?!00|2e|2f|5c)[\da-f]{2})+`;

/** For a service and a method the paths that it has. */
const PATHS = new Map(SERVICES.map((service) => [service, pathsByMethod(ROUTES[service])]));

/** Whether a service has a route of this method and path; the path without its query. */
export function hasRoute(service: ServiceName, method: string, path: string): boolean {
  return PATHS.get(service)?.get(method)?.test(path) ?? false;
}

/** The methods that a path has. */
export function methodsOf(service: ServiceName, path: string): string[] {
  return [...(PATHS.get(service) ?? [])].filter(([, paths]) => paths.test(path)).map(([method]) => method);
}

/** The route of the gateway that a request is for, as `/api/store/orders/{id}`; null for none. It tries one after the other. */
export function routeFor(method: string, path: string): string | null {
  const service = SERVICES.find((name) => path.startsWith(`${API}${name}/`));
  if (service === undefined) return null;
  const prefix = `${API}${service}`;
  const found = singlePaths(service).find(([, paths]) => paths.get(method)?.test(path.slice(prefix.length)));
  return found === undefined ? null : `${prefix}${found[0].split(' ')[1]}`;
}

const SINGLE_PATHS = new Map<ServiceName, readonly (readonly [string, Map<string, RegExp>])[]>();

/** Made when they are first asked for: most gateways never need them. */
function singlePaths(service: ServiceName) {
  const known = SINGLE_PATHS.get(service) ?? ROUTES[service].map((route) => [route, pathsByMethod([route])] as const);
  SINGLE_PATHS.set(service, known);
  return known;
}

function pathsByMethod(routes: readonly string[]): Map<string, RegExp> {
  const patterns = new Map<string, string[]>();
  for (const route of routes) {
    const [method = '', path = ''] = route.split(' ');
    const pattern = path.replaceAll(/[.]/g, String.raw`\.`).replaceAll(/\{\w+\}/g, ID);
    // The services answer HEAD where they answer GET (RFC 9110, section 9.3.2).
    for (const one of method === 'GET' ? ['GET', 'HEAD'] : [method])
      patterns.set(one, [...(patterns.get(one) ?? []), pattern]);
  }
  return new Map([...patterns].map(([method, all]) => [method, new RegExp(`^(?:${all.join('|')})$`, 'i')]));
}
