// Generated from docs/openapi by `npm run describe`.
export interface paths {
    readonly "/health/live": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The process answers */
        readonly get: operations["getHealthLive"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/health/ready": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The service can do its work */
        readonly get: operations["getHealthReady"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/metrics": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What the service counts and measures, for Prometheus */
        readonly get: operations["getMetrics"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/ops/dead-letters": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the dead letters, newest first */
        readonly get: operations["getOpsDeadLetters"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/ops/dead-letters/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Get a dead letter */
        readonly get: operations["getOpsDeadLettersId"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Remove a dead letter for good
         * @description Repeated within 24 hours, it answers 204 again.
         */
        readonly delete: operations["deleteOpsDeadLettersId"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/ops/dead-letters/{id}/replay": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Replay a dead letter
         * @description Appends the original entry to its stream and removes the dead letter, in one step. The effect still happens once. Repeated within 24 hours, it answers 200 again.
         */
        readonly post: operations["postOpsDeadLettersIdReplay"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/ops/streams": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Show the stream of this service and its consumers */
        readonly get: operations["getOpsStreams"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/refunds": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List your refunds, those of the newest orders first
         * @description An admin gets all refunds.
         */
        readonly get: operations["getRefunds"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/refunds/{order_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Get the refund of an order */
        readonly get: operations["getRefundsOrderId"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/system-health": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The service can do its work
         * @deprecated
         * @description For compatibility: the same as `GET /health/ready`.
         */
        readonly get: operations["getSystemHealth"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        readonly DeadLetter: {
            readonly at: string | null;
            readonly complete: boolean;
            readonly consumer: string;
            readonly deliveries: number;
            readonly fields: readonly (readonly [
                string,
                string
            ])[];
            readonly group: string;
            readonly id: string;
            readonly order_id: string | null;
            readonly reason: string;
            readonly source_id: string;
            readonly stream: string;
        };
        readonly DeadLetterPage: {
            readonly items: readonly components["schemas"]["DeadLetter"][];
            readonly next_cursor: string | null;
        };
        readonly Liveness: {
            /** @constant */
            readonly status: "live";
        };
        readonly Problem: {
            readonly detail: string;
            readonly errors?: readonly {
                readonly field: string;
                readonly message: string;
            }[];
            readonly request_id: string;
            readonly status: number;
            readonly title: string;
            readonly type: string;
        };
        readonly Readiness: {
            readonly checks: {
                readonly [key: string]: string;
            };
            /** @enum {string} */
            readonly status: "ready" | "unavailable";
        };
        readonly Refund: {
            readonly amount: number;
            /** Format: date-time */
            readonly created_at: string;
            readonly currency: string;
            /** Format: uuid */
            readonly order_id: string;
            readonly reason: string;
            /** @constant */
            readonly status: "refunded";
        };
        readonly RefundPage: {
            readonly items: readonly components["schemas"]["Refund"][];
            readonly next_cursor: string | null;
        };
        readonly Replay: {
            readonly id: string;
            /** @constant */
            readonly outcome: "replayed";
        };
        readonly Stream: {
            readonly dead_letters: number;
            readonly exists: boolean;
            readonly groups: readonly {
                readonly consumers: readonly {
                    readonly idle_ms: number;
                    readonly inactive_ms: number | null;
                    readonly name: string;
                    readonly pending: number;
                }[];
                readonly declared: boolean;
                readonly deliveries_max: number;
                readonly exists: boolean;
                readonly group: string;
                readonly lag: number | null;
                readonly oldest_pending_age_ms: number | null;
                readonly pending: number;
            }[];
            readonly length: number;
            readonly stream: string;
        };
        readonly StreamPage: {
            readonly items: readonly components["schemas"]["Stream"][];
            readonly next_cursor: string | null;
        };
    };
    responses: {
        /** @description Whoever is logged in is no admin */
        readonly Forbidden: {
            headers: {
                /** @description Names the request in our logs: what the client sent under this name, or a new id */
                readonly "x-request-id": string;
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A fault of ours; the log has it under the request id */
        readonly InternalServerError: {
            headers: {
                /** @description Names the request in our logs: what the client sent under this name, or a new id */
                readonly "x-request-id": string;
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The data store cannot be reached now; try again */
        readonly ServiceUnavailable: {
            headers: {
                /** @description Seconds to wait */
                readonly "retry-after": number;
                /** @description Names the request in our logs: what the client sent under this name, or a new id */
                readonly "x-request-id": string;
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many requests came from the same client */
        readonly TooManyRequests: {
            headers: {
                /** @description What is left of the limit, and for how long */
                readonly ratelimit?: string;
                /** @description The limit and its window */
                readonly "ratelimit-policy"?: string;
                /** @description Seconds to wait */
                readonly "retry-after": number;
                /** @description Names the request in our logs: what the client sent under this name, or a new id */
                readonly "x-request-id": string;
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Nobody is logged in, or the session has ended */
        readonly Unauthorized: {
            headers: {
                /** @description How to log in */
                readonly "www-authenticate": string;
                /** @description Names the request in our logs: what the client sent under this name, or a new id */
                readonly "x-request-id": string;
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly getHealthLive: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It does */
            readonly 200: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Liveness"];
                };
            };
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly getHealthReady: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It can */
            readonly 200: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Readiness"];
                };
            };
            readonly 500: components["responses"]["InternalServerError"];
            /** @description It cannot now; `checks` says why */
            readonly 503: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Readiness"];
                };
            };
        };
    };
    readonly getMetrics: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All metrics, in the text format of Prometheus */
            readonly 200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    readonly ratelimit?: string;
                    /** @description The limit and its window */
                    readonly "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly getOpsDeadLetters: {
        readonly parameters: {
            readonly query?: {
                readonly cursor?: string;
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of dead letters */
            readonly 200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    readonly ratelimit?: string;
                    /** @description The limit and its window */
                    readonly "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DeadLetterPage"];
                };
            };
            /** @description Something is wrong with what was sent */
            readonly 400: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly getOpsDeadLettersId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description Which dead letter.
                 * @example 1772443241731-0
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The dead letter */
            readonly 200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    readonly ratelimit?: string;
                    /** @description The limit and its window */
                    readonly "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DeadLetter"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            /** @description There is no such dead letter, or it is not for whoever asks */
            readonly 404: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly deleteOpsDeadLettersId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description Which dead letter.
                 * @example 1772443241731-0
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The dead letter is removed */
            readonly 204: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    readonly ratelimit?: string;
                    /** @description The limit and its window */
                    readonly "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            /** @description There is no such dead letter, or it is not for whoever asks */
            readonly 404: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly postOpsDeadLettersIdReplay: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description Which dead letter.
                 * @example 1772443241731-0
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The entry is back in its stream */
            readonly 200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    readonly ratelimit?: string;
                    /** @description The limit and its window */
                    readonly "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Replay"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            /** @description Whoever is logged in is no admin. Or: The Redis user of this service may not append to the stream; use the command line */
            readonly 403: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such dead letter, or it is not for whoever asks */
            readonly 404: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The dead letter does not hold an entry that can be replayed */
            readonly 409: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly getOpsStreams: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The stream that it consumes */
            readonly 200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    readonly ratelimit?: string;
                    /** @description The limit and its window */
                    readonly "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["StreamPage"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly getRefunds: {
        readonly parameters: {
            readonly query?: {
                readonly cursor?: string;
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of refunds */
            readonly 200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    readonly ratelimit?: string;
                    /** @description The limit and its window */
                    readonly "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RefundPage"];
                };
            };
            /** @description Something is wrong with what was sent */
            readonly 400: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly getRefundsOrderId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description Which refund for order.
                 * @example 019cadd3-7852-7a9d-b0c7-1e64f2a85b39
                 */
                readonly order_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The refund */
            readonly 200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    readonly ratelimit?: string;
                    /** @description The limit and its window */
                    readonly "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Refund"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            /** @description There is no such refund for order, or it is not for whoever asks */
            readonly 404: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly getSystemHealth: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It can */
            readonly 200: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Readiness"];
                };
            };
            readonly 500: components["responses"]["InternalServerError"];
            /** @description It cannot now; `checks` says why */
            readonly 503: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Readiness"];
                };
            };
        };
    };
}
