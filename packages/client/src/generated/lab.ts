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
    "/lab": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See what can be run and what is checked
         * @description Only under `npm start`, on the machine itself. The lab runs systems of its own, and touches no other.
         */
        get: operations["getLab"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/lab/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow the lab live
         * @description Server-sent events `run` with the last run whenever it has got on, five times a second at most.
         */
        get: operations["getLabEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/lab/proofs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the last proofs
         * @description The last 20 of this checkout, those of the command line too, newest first.
         */
        get: operations["getLabProofs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/lab/proofs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a proof
         * @description The file that `npm run prove` wrote.
         */
        get: operations["getLabProofsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/lab/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start a proof, or a run that is broken by hand
         * @description Starts `npm run prove` as a process of its own, with a Redis, services and a payment provider of their own. One is running at a time: while there is one, that one is answered. By hand it is judged when you end it, and after 15 minutes.
         */
        post: operations["postLabRuns"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/lab/runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the last run: how far it is, or how it ended
         * @description Runs before it are known by their proofs.
         */
        get: operations["getLabRunsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/lab/runs/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a run
         * @description One by hand comes to rest and is judged. Any other is broken off and proves nothing.
         */
        post: operations["postLabRunsIdEnd"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/lab/runs/{id}/rate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set how many orders come in a second, in a run by hand */
        put: operations["putLabRunsIdRate"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/lab/runs/{id}/strikes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Break something, in a run by hand
         * @description It strikes as soon as what it strikes is whole again. Without a service, one is chosen where one is needed.
         */
        post: operations["postLabRunsIdStrikes"];
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
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Bench: {
            /** @description Kinds of faults that can strike by hand. */
            faults: ("kill-service" | "freeze-service" | "kill-redis" | "tear-log" | "cut-connections" | "flush-scripts" | "lose-group" | "poison" | "restock" | "tear-replies" | "deny-command" | "start-twice" | "set-clock" | "kill-provider" | "provider-silent")[];
            invariants: {
                /** @enum {string} */
                key: "accepted-exists-once" | "refused-does-not-exist" | "unknown-at-most-once" | "legal-steps" | "cancelled-stays-cancelled" | "stock-told-is-kept" | "not-refused-in-vain" | "never-negative" | "one-event-per-change" | "all-at-rest" | "dead-letters-are-poison" | "one-redis-a-directory" | "faults-heal" | "audit-complete" | "record-readable" | "order-readable" | "order-timeline" | "order-events" | "order-total" | "unpaid-settled" | "reserved-xor-refunded" | "reservation-lines" | "refund-record" | "gateway-net" | "stuck-pending" | "stuck-unreserved" | "stuck-unrefunded" | "index-orders" | "index-customer" | "index-refunds" | "index-refunds-customer" | "index-users" | "orphan" | "stock-readable" | "stock-balance" | "stock-reserved" | "transfer-sent" | "transfer-taken" | "transfer-listed" | "pending-long";
                meaning: string;
            }[];
            /** @description Known mistakes of which a copy can be run; each must end in FAIL. */
            mistakes: {
                /** @enum {string} */
                key: "answered-early" | "charged-early" | "ignored-key" | "no-fence" | "no-guard" | "ack-first" | "complete-acks-first" | "reserve-acks-first" | "event-outside" | "consumers-removed" | "group-at-end" | "trimmed-by-length" | "check-then-take" | "refund-twice" | "silence-approves";
                name: string;
            }[];
            orders_per_s_max: number;
            /** @description The last run; null when there was none since the start. */
            run_id: string | null;
            seed_max: number;
        };
        LabRequest: {
            /** @constant */
            kind: "proof";
            mistake?: ("answered-early" | "charged-early" | "ignored-key" | "no-fence" | "no-guard" | "ack-first" | "complete-acks-first" | "reserve-acks-first" | "event-outside" | "consumers-removed" | "group-at-end" | "trimmed-by-length" | "check-then-take" | "refund-twice" | "silence-approves") | null;
            seed?: number | null;
            short?: boolean | null;
        } | {
            /** @constant */
            kind: "by-hand";
            seed?: number | null;
        };
        LabRun: {
            /** @description What does the same on the command line. */
            command: string;
            /** @description The last 100 of this part. */
            faults: {
                /** Format: date-time */
                at: string;
                healed: boolean | null;
                kind: string;
                target: string | null;
                took_ms: number | null;
            }[];
            faults_planned: number;
            /** @description What there is, looked at from outside. */
            is: {
                available: number;
                charged: number;
                given_back: number;
                least: number;
                orders: number;
                pending: number;
                reserved: number;
            } | null;
            /** @enum {string} */
            kind: "proof" | "by-hand";
            mistake: string | null;
            mutants: {
                caught: boolean | null;
                name: string;
            }[];
            /** @description By hand: how many are wanted. */
            orders_per_s: number | null;
            part: string | null;
            /** @enum {string} */
            phase: "starting" | "orders" | "quiet" | "judging" | "mutants" | "over";
            /** @description Once it is over: its proof. */
            proof_id: string | null;
            /** Format: uuid */
            run_id: string;
            seed: number;
            /** Format: date-time */
            started_at: string;
            /** @enum {string} */
            state: "running" | "over" | "failed";
            /** @description What clients were told of their orders in this part. */
            told: {
                accepted: number;
                refused: number;
                seconds: number;
                unknown: number;
            } | null;
            verdict: ("PASS" | "FAIL" | "INCONCLUSIVE" | "HELD") | null;
            /** @description Of a run that failed: what it said at its end. */
            why: string | null;
        };
        Liveness: {
            /** @constant */
            status: "live";
        };
        OrderRate: {
            orders_per_s: number;
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
        Proof: {
            bound: {
                fault_share_below: number | null;
                faults: number;
                orders: number;
                orders_broken: number;
                share_below: number | null;
            };
            broken_on_purpose: {
                key: string;
                name: string;
            } | null;
            by_hand: boolean;
            command: string;
            environment: {
                commit: string | null;
                cores: number;
                cpu: string;
                dirty: boolean | null;
                memory_bytes: number;
                node: string;
                os: string;
                redis: string | null;
            };
            failures: {
                part: string;
                why: string;
            }[];
            /** @constant */
            format: "stockade-proof/2";
            happened: {
                count: number;
                /** @enum {string} */
                key: "killed-in-hand" | "met-fence" | "delivered-again" | "history-again" | "charge-repeated" | "declined" | "sold-out" | "refunded" | "cancelled" | "refused" | "answer-lost" | "repeated" | "replayed" | "poison-buried" | "redis-killed" | "log-torn" | "reply-torn" | "command-denied" | "wrong-clock" | "provider-away" | "promoted" | "lost-ahead";
                meaning: string;
                needed: boolean;
            }[];
            invariants: {
                checked: number;
                /** @enum {string} */
                key: "accepted-exists-once" | "refused-does-not-exist" | "unknown-at-most-once" | "legal-steps" | "cancelled-stays-cancelled" | "stock-told-is-kept" | "not-refused-in-vain" | "never-negative" | "one-event-per-change" | "all-at-rest" | "dead-letters-are-poison" | "one-redis-a-directory" | "faults-heal" | "audit-complete" | "record-readable" | "order-readable" | "order-timeline" | "order-events" | "order-total" | "unpaid-settled" | "reserved-xor-refunded" | "reservation-lines" | "refund-record" | "gateway-net" | "stuck-pending" | "stuck-unreserved" | "stuck-unrefunded" | "index-orders" | "index-customer" | "index-refunds" | "index-refunds-customer" | "index-users" | "orphan" | "stock-readable" | "stock-balance" | "stock-reserved" | "transfer-sent" | "transfer-taken" | "transfer-listed" | "pending-long";
                meaning: string;
                unit: string;
                violations: number;
            }[];
            mutants: {
                caught: boolean;
                key: string;
                name: string;
                seed: number;
                violation: {
                    /** @enum {string} */
                    invariant: "accepted-exists-once" | "refused-does-not-exist" | "unknown-at-most-once" | "legal-steps" | "cancelled-stays-cancelled" | "stock-told-is-kept" | "not-refused-in-vain" | "never-negative" | "one-event-per-change" | "all-at-rest" | "dead-letters-are-poison" | "one-redis-a-directory" | "faults-heal" | "audit-complete" | "record-readable" | "order-readable" | "order-timeline" | "order-events" | "order-total" | "unpaid-settled" | "reserved-xor-refunded" | "reservation-lines" | "refund-record" | "gateway-net" | "stuck-pending" | "stuck-unreserved" | "stuck-unrefunded" | "index-orders" | "index-customer" | "index-refunds" | "index-refunds-customer" | "index-users" | "orphan" | "stock-readable" | "stock-balance" | "stock-reserved" | "transfer-sent" | "transfer-taken" | "transfer-listed" | "pending-long";
                    order_id: string | null;
                    what: string;
                } | null;
            }[];
            orders_named: string[];
            parts: {
                answers: {
                    accepted: number;
                    refused: number;
                    unknown: number;
                };
                audit: {
                    duration_ms: number;
                    findings: number;
                    keys: number;
                    orders: number;
                    products: number;
                };
                checked: {
                    [key: string]: number;
                };
                ends: {
                    [key: string]: number;
                };
                exist: number;
                faults: {
                    at_ms: number;
                    healed: boolean;
                    kind: string;
                    target: string | null;
                    took_ms: number;
                }[];
                handover: {
                    count: number;
                    max_ms: number | null;
                    median_ms: number | null;
                };
                happened: {
                    [key: string]: number;
                };
                /** @enum {string} */
                key: "single" | "ha";
                pace: {
                    accepted: number;
                    at_s: number;
                }[];
                quiet_after_ms: number;
                recovery: {
                    count: number;
                    max_ms: number | null;
                    median_ms: number | null;
                };
                seconds: number;
                story: {
                    handover_ms: number | null;
                    killed: string;
                    money: {
                        charged: number;
                        currency: string | null;
                        given_back: number;
                    } | null;
                    order_id: string;
                    status: string | null;
                    steps: {
                        /** Format: date-time */
                        at: string;
                        /** @enum {string} */
                        kind: "sent" | "answered" | "entry" | "delivered" | "killed" | "restarted" | "settled" | "status" | "stock" | "money";
                        text: string;
                    }[];
                    stock: string | null;
                } | null;
                violated: {
                    [key: string]: number;
                };
                violations: {
                    /** @enum {string} */
                    invariant: "accepted-exists-once" | "refused-does-not-exist" | "unknown-at-most-once" | "legal-steps" | "cancelled-stays-cancelled" | "stock-told-is-kept" | "not-refused-in-vain" | "never-negative" | "one-event-per-change" | "all-at-rest" | "dead-letters-are-poison" | "one-redis-a-directory" | "faults-heal" | "audit-complete" | "record-readable" | "order-readable" | "order-timeline" | "order-events" | "order-total" | "unpaid-settled" | "reserved-xor-refunded" | "reservation-lines" | "refund-record" | "gateway-net" | "stuck-pending" | "stuck-unreserved" | "stuck-unrefunded" | "index-orders" | "index-customer" | "index-refunds" | "index-refunds-customer" | "index-users" | "orphan" | "stock-readable" | "stock-balance" | "stock-reserved" | "transfer-sent" | "transfer-taken" | "transfer-listed" | "pending-long";
                    order_id: string | null;
                    what: string;
                }[];
                violations_count: number;
            }[];
            reasons: string[];
            seconds: number;
            seed: number;
            /** Format: date-time */
            started_at: string;
            /** @enum {string} */
            verdict: "PASS" | "FAIL" | "INCONCLUSIVE" | "HELD";
        };
        ProofList: {
            items: {
                command: string;
                faults: number;
                mistake: string | null;
                orders: number;
                proof_id: string;
                seconds: number;
                seed: number;
                /** Format: date-time */
                started_at: string;
                /** @enum {string} */
                verdict: "PASS" | "FAIL" | "INCONCLUSIVE" | "HELD";
            }[];
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
        Strike: {
            /** @enum {string} */
            kind: "kill-service" | "freeze-service" | "kill-redis" | "tear-log" | "cut-connections" | "flush-scripts" | "lose-group" | "poison" | "restock" | "tear-replies" | "deny-command" | "start-twice" | "set-clock" | "kill-provider" | "provider-silent";
            service?: ("store" | "warehouse" | "refund") | null;
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
        /** @description The body is too large */
        PayloadTooLarge: {
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
        /** @description The body is not JSON */
        UnsupportedMediaType: {
            headers: {
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
    getLab: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The lab */
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
                    "application/json": components["schemas"]["Bench"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getLabEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The lab, as it goes on */
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
    getLabProofs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The proofs */
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
                    "application/json": components["schemas"]["ProofList"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getLabProofsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Which proof.
                 * @example 2026-03-02T09-30-12-pass
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The proof */
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
                    "application/json": components["schemas"]["Proof"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such proof, or it is not for whoever asks */
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
    postLabRuns: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LabRequest"];
            };
        };
        responses: {
            /** @description The run that is running */
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
                    "application/json": components["schemas"]["LabRun"];
                };
            };
            /** @description The run */
            202: {
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
                    "application/json": components["schemas"]["LabRun"];
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
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getLabRunsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Which run.
                 * @example 019cadde-4c10-7a93-8d52-e01f7b6c2a48
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run */
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
                    "application/json": components["schemas"]["LabRun"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such run, or it is not for whoever asks */
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
    postLabRunsIdEnd: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Which run.
                 * @example 019cadde-4c10-7a93-8d52-e01f7b6c2a48
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run */
            202: {
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
                    "application/json": components["schemas"]["LabRun"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such run, or it is not for whoever asks */
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
    putLabRunsIdRate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Which run.
                 * @example 019cadde-4c10-7a93-8d52-e01f7b6c2a48
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderRate"];
            };
        };
        responses: {
            /** @description The run */
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
                    "application/json": components["schemas"]["LabRun"];
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
            /** @description There is no such run, or it is not for whoever asks */
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
            /** @description The run is not by hand, or over */
            409: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    postLabRunsIdStrikes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Which run.
                 * @example 019cadde-4c10-7a93-8d52-e01f7b6c2a48
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Strike"];
            };
        };
        responses: {
            /** @description The run */
            202: {
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
                    "application/json": components["schemas"]["LabRun"];
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
            /** @description There is no such run, or it is not for whoever asks */
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
            /** @description The run is not by hand, or over */
            409: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
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
}
