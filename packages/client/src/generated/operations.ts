// Generated from docs/openapi by `npm run describe`.
export interface paths {
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process answers */
        get: operations["getHealthLive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The service can do its work */
        get: operations["getHealthReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the service counts and measures, for Prometheus */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ops/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Watch the whole shop live
         * @description Server-sent events. An `overview` once a second, whose data is that of `GET /ops/overview` without its partitions. An `entry` for entries that were really appended, at most 20 in a second: `{"stream", "partition", "entry_id", "type", "order_id", "stands_for"}`, of which the last says how many entries it stands for. An `away` for each second in which Redis does not answer. The stream ends when the session ends and when the service stops.
         */
        get: operations["getOpsEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ops/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what was measured of late
         * @description A value for each second of the last 15 minutes, each 10 seconds of the last 6 hours, or each minute of the last 7 days, from `from` on, which may be left out. A longer step has the mean of a rate and of the median, and the worst of everything else. `null` where nothing was measured. The series: `order-placed.rate`, `order-placed.lag`, `order-placed.pending`, `order-placed.oldest_ms`, `order-placed.dead`, `order-completed.rate`, `order-completed.lag`, `order-completed.pending`, `order-completed.oldest_ms`, `order-completed.dead`, `refund-initiated.rate`, `refund-initiated.lag`, `refund-initiated.pending`, `refund-initiated.oldest_ms`, `refund-initiated.dead`, `placed-to-paid.p50_ms`, `placed-to-paid.p95_ms`, `placed-to-paid.p99_ms`, `redis.latency_ms`, `redis.memory_bytes`.
         */
        get: operations["getOpsHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ops/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Look at the whole shop
         * @description One sample, at most a second old: each kind of stream, summed over the partitions and for each, and Redis.
         */
        get: operations["getOpsOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ops/streams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show all streams and their consumers
         * @description In a shop of several partitions: the streams of each.
         */
        get: operations["getOpsStreams"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ops/streams/{stream}/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the entries of a stream
         * @description The oldest first, with long values cut, from `from` to `to`, both included. `next_cursor` is the `from` of the next page. What all groups have settled is trimmed after a while. A stream has the name that it has in a shop of one partition; `partition` says which of them, if there are several.
         */
        get: operations["getOpsStreamsStreamEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ops/streams/{stream}/pending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what was delivered and is not settled
         * @description The oldest first; of the group that the stream is for, unless `group` names another. A stream has the name that it has in a shop of one partition; `partition` says which of them, if there are several.
         */
        get: operations["getOpsStreamsStreamPending"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        EntryPage: {
            items: {
                /** Format: date-time */
                at: string;
                complete: boolean;
                fields: [
                    string,
                    string
                ][];
                id: string;
                order_id: string | null;
            }[];
            next_cursor: string | null;
        };
        History: {
            /**
             * Format: date-time
             * @description The time of the first value.
             */
            from: string;
            series: {
                name: string;
                values: (number | null)[];
            }[];
            step_s: number;
        };
        Liveness: {
            /** @constant */
            status: "live";
        };
        Overview: {
            /** Format: date-time */
            at: string;
            interval_ms: number;
            orders_per_s: number | null;
            placed_to_paid: {
                orders: number;
                p50_ms: number | null;
                p95_ms: number | null;
                p99_ms: number | null;
            };
            redis: {
                append_only: boolean | null;
                append_only_bytes: number | null;
                append_only_ok: boolean | null;
                commands_per_s: number | null;
                latency_ms: number;
                memory_bytes: number | null;
                memory_max_bytes: number | null;
                primaries: number;
                replicas: number | null;
            };
            streams: {
                dead_letters: number;
                deliveries_max: number;
                groups: {
                    consumers: {
                        idle_ms: number;
                        name: string;
                        pending: number;
                    }[];
                    declared: boolean;
                    exists: boolean;
                    group: string;
                    lag: number | null;
                    pending: number;
                }[];
                lag: number | null;
                length: number;
                oldest_pending_age_ms: number | null;
                partitions: {
                    dead_letters: number;
                    deliveries_max: number;
                    lag: number | null;
                    length: number;
                    oldest_pending_age_ms: number | null;
                    partition: number;
                    pending: number;
                    rate_per_s: number | null;
                }[];
                pending: number;
                rate_per_s: number | null;
                stream: string;
            }[];
        };
        PendingPage: {
            items: {
                age_ms: number;
                consumer: string;
                deliveries: number;
                id: string;
                idle_ms: number;
            }[];
            next_cursor: string | null;
        };
        Problem: {
            detail: string;
            /** @description With status 400: each invalid field of the body, the query or the header. */
            errors?: {
                field: string;
                message: string;
            }[];
            /** @description With type urn:stockade:problem:price-changed: what the order would cost now. */
            quote?: components["schemas"]["Quote"];
            request_id: string;
            status: number;
            title: string;
            type: string;
        };
        Quote: {
            currency: string;
            fee: number;
            items: {
                line_total: number;
                name: string;
                price: number;
                /** Format: uuid */
                product_id: string;
                quantity: number;
            }[];
            subtotal: number;
            total: number;
        };
        Readiness: {
            checks: {
                [key: string]: string;
            };
            /** @enum {string} */
            status: "ready" | "unavailable";
            warnings?: {
                [key: string]: string;
            };
        };
        Stream: {
            dead_letters: number;
            exists: boolean;
            groups: {
                consumers: {
                    idle_ms: number;
                    inactive_ms: number | null;
                    name: string;
                    pending: number;
                }[];
                declared: boolean;
                deliveries_max: number;
                exists: boolean;
                group: string;
                lag: number | null;
                oldest_pending_age_ms: number | null;
                pending: number;
            }[];
            length: number;
            stream: string;
        };
        StreamPage: {
            items: components["schemas"]["Stream"][];
            next_cursor: string | null;
        };
    };
    responses: {
        /** @description Whoever is logged in is no admin */
        Forbidden: {
            headers: {
                /** @description Names the request in our logs: what the client sent under this name, or a new id */
                "x-request-id": string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A fault of ours; the log has it under the request id */
        InternalServerError: {
            headers: {
                /** @description Names the request in our logs: what the client sent under this name, or a new id */
                "x-request-id": string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The data store cannot be reached now; try again */
        ServiceUnavailable: {
            headers: {
                /** @description Seconds to wait */
                "retry-after": number;
                /** @description Names the request in our logs: what the client sent under this name, or a new id */
                "x-request-id": string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many requests came from the same client */
        TooManyRequests: {
            headers: {
                /** @description What is left of the limit, and for how long */
                ratelimit?: string;
                /** @description The limit and its window */
                "ratelimit-policy"?: string;
                /** @description Seconds to wait */
                "retry-after": number;
                /** @description Names the request in our logs: what the client sent under this name, or a new id */
                "x-request-id": string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Nobody is logged in, or the session has ended */
        Unauthorized: {
            headers: {
                /** @description How to log in */
                "www-authenticate": string;
                /** @description Names the request in our logs: what the client sent under this name, or a new id */
                "x-request-id": string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
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
    getHealthLive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It does */
            200: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Liveness"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getHealthReady: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It can */
            200: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            500: components["responses"]["InternalServerError"];
            /** @description It cannot now; `checks` says why */
            503: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All metrics, in the text format of Prometheus */
            200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getOpsEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The shop, as it goes on */
            200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description Too many requests came from the same client. Or: All clients at your address together have the maximum number of live updates open */
            429: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Seconds to wait */
                    "retry-after": number;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            /** @description The data store cannot be reached now; try again. Or: This process serves the maximum number of live updates or is stopping, or the data store is not available */
            503: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after": number;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOpsHistory: {
        parameters: {
            query: {
                from?: string;
                /** @description 1 to 10 names of series, separated by commas */
                series: string;
                step?: "1" | "10" | "60";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The values of each series */
            200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            /** @description Something is wrong with what was sent */
            400: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getOpsOverview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The shop as it is */
            200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Overview"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getOpsStreams: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every stream that an order passes */
            200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StreamPage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getOpsStreamsStreamEntries: {
        parameters: {
            query?: {
                from?: string;
                limit?: number;
                partition?: number;
                to?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Which stream.
                 * @example order-completed
                 */
                stream: "order-placed" | "order-completed" | "refund-initiated";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of entries */
            200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryPage"];
                };
            };
            /** @description Something is wrong with what was sent */
            400: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such stream, or it is not for whoever asks */
            404: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getOpsStreamsStreamPending: {
        parameters: {
            query?: {
                cursor?: string;
                group?: string;
                limit?: number;
                partition?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Which stream.
                 * @example order-completed
                 */
                stream: "order-placed" | "order-completed" | "refund-initiated";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of pending entries */
            200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PendingPage"];
                };
            };
            /** @description Something is wrong with what was sent */
            400: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such stream, or it is not for whoever asks */
            404: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
}
