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
    "/ops/audits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the audits, newest first
         * @description The last 100 of seven days.
         */
        get: operations["getOpsAudits"];
        put?: never;
        /**
         * Start an audit
         * @description It checks every order, product and stream while orders flow, and only reads. One is running at a time: while there is one, that one is answered, whatever was asked for.
         */
        post: operations["postOpsAudits"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ops/audits/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an audit: how far it is, and each rule with its findings
         * @description An audit whose process died is `interrupted`; start another.
         */
        get: operations["getOpsAuditsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ops/audits/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End an audit within moments
         * @description What it has found stays. For an audit that is over it changes nothing and answers the audit.
         */
        post: operations["postOpsAuditsIdCancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ops/audits/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow an audit live
         * @description Server-sent events `progress` with the audit whenever it has got on, twice a second at most. The stream ends when the audit is over, when the session ends and when the service stops. The audit does not depend on it.
         */
        get: operations["getOpsAuditsIdEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ops/audits/{id}/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what an audit has found
         * @description In the sequence in which they were found, also while it is running. The first 1,000 are kept.
         */
        get: operations["getOpsAuditsIdFindings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ops/audits/{id}/repair": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show what a repair would do, and then have it done
         * @description Without `confirm` it shows each repair, changes nothing, and answers 200 with a `token`. With that token as `confirm` it starts a job that does those repairs and no others. Repeated, it answers the same job. A repair announces a lost event again or adds a missing entry to an index; each first checks whether it is still needed.
         */
        post: operations["postOpsAuditsIdRepair"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ops/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the dead letters of all streams, newest first
         * @description Each has a `cause`: its reason without ids, numbers and quoted texts. A page reads at most 5,000 dead letters; with a filter that few of them pass it may have no items and a `next_cursor`.
         */
        get: operations["getOpsDeadLetters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ops/dead-letters/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a dead letter, uncut */
        get: operations["getOpsDeadLettersId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ops/dead-letters/causes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Group the dead letters by cause
         * @description One group for each cause, stream and consumer group, with an example. Reads at most 20,000 dead letters; when there are more, `complete` is false and the newest of each stream are counted.
         */
        get: operations["getOpsDeadLettersCauses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ops/dead-letters/purge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remove many dead letters for good
         * @description Starts a job as for a replay. `expected_count` must be the number that is meant now: so nothing is removed that you have not seen. Send an `Idempotency-Key`, or a repetition finds nothing left and is refused.
         */
        post: operations["postOpsDeadLettersPurge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ops/dead-letters/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replay many dead letters
         * @description Starts a job over those that are named, or that a filter means now; the filter `{}` means all. Each is replayed once, whatever dies meanwhile. A job takes at most 20,000, the newest of each stream; then its `complete` is false.
         */
        post: operations["postOpsDeadLettersReplay"];
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
         * @description Server-sent events. An `overview` once a second, whose data is that of `GET /ops/overview` without its partitions. An `entry` for entries that were really appended, at most 20 in a second: `{"stream", "partition", "entry_id", "type", "order_id", "stands_for"}`, of which the last says how many entries it stands for. An `away` for each second in which Redis does not answer, or has a stream that cannot be read, as its `detail` says. The stream ends when the session ends and when the service stops.
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
    "/ops/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the jobs, newest first
         * @description The last 100 of seven days.
         */
        get: operations["getOpsJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ops/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a job: how far it is, and what became of what it did
         * @description A job whose process died is `interrupted`: what it has done is done, and nothing of it is under way. Resume it for the rest.
         */
        get: operations["getOpsJobsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ops/jobs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a job within moments
         * @description What it has done stays done. For a job that is over it changes nothing and answers the job.
         */
        post: operations["postOpsJobsIdCancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ops/jobs/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow a job live
         * @description Server-sent events `progress` with the job, as in the list, whenever it has got on, twice a second at most. The stream ends when the job is over, when the session ends and when the service stops. The job does not depend on it.
         */
        get: operations["getOpsJobsIdEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ops/jobs/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have an interrupted or failed job do the rest
         * @description It does only what is left. For any other job it changes nothing and answers the job.
         */
        post: operations["postOpsJobsIdResume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ops/marks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what happened besides orders
         * @description For the charts of `GET /ops/history`: the jobs and the audits that there is a record of; when Redis did not answer; when no consumer of a declared group had asked for entries for 15 seconds; and when a process of this service was started. Of the last three the newest 200 of eight days. Oldest first; with `from` without what was over before.
         */
        get: operations["getOpsMarks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ops/orders/{id}/story": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get everything that is known of an order
         * @description The order, its payment and whether the money is right, what warehouse and refund decided, its trace, its events with how far each group is while they are in the streams, its dead letters, the rules of the audit that it breaks, and orders of the same customer and items about the same time. An order that breaks a rule is looked at twice, which takes half a second.
         */
        get: operations["getOpsOrdersIdStory"];
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
    "/ops/stock/{product_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get where the pieces of a product are
         * @description Available, reserved and received, at each place, and what is on its way between two.
         */
        get: operations["getOpsStockProductId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ops/stock/{product_id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read how the stock of a product was of late
         * @description Available, reserved and received of all places together. The newest products are looked at once a minute, and a point is kept of each whose pieces have changed; of a shop with more products, the others have no points.
         */
        get: operations["getOpsStockProductIdHistory"];
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
        Audit: {
            /** Format: uuid */
            audit_id: string;
            ended_at: string | null;
            findings: number;
            options: {
                gateway: boolean;
                grace_ms: number;
                stuck_ms: number;
            };
            /** @description The job that repairs what it found, once there is one. */
            repair_job: string | null;
            /** @description Findings among those kept that a repair can resolve. */
            repairable: number;
            /** @description Every rule with the number of its findings so far. */
            rules: {
                findings: number;
                rule: string;
                /** @description What must hold. */
                says: string;
            }[];
            segments: {
                done: number;
                /** @description Null until it has begun. */
                rate_per_s: number | null;
                /** @enum {string} */
                segment: "orders" | "keys" | "stock";
                /**
                 * @description `stopped`: the audit ended in it.
                 * @enum {string}
                 */
                state: "waiting" | "running" | "done" | "stopped";
                /** @description As of when it began; live data grow. */
                total: number;
            }[];
            /** Format: date-time */
            started_at: string;
            /** @description The admin who started it. */
            started_by: string;
            /** @enum {string} */
            state: "running" | "finished" | "cancelled" | "interrupted" | "failed";
            /** @description Null until it is finished. */
            summary: {
                /** @description By stream. They break no rule by themselves. */
                dead_letters: {
                    [key: string]: number;
                };
                duration_ms: number;
                keys: number;
                orders: number;
                products: number;
                /** @description Orders by status, as of their first read. */
                statuses: {
                    [key: string]: number;
                };
                /** @description Products whose reserved stock could not be compared, because too many orders are undecided. */
                stock_uncertain: number;
            } | null;
            /** @description Why it failed. */
            trouble: string | null;
        };
        AuditPage: {
            items: components["schemas"]["Audit"][];
            next_cursor: string | null;
        };
        AuditRequest: {
            /** @description Whether orders are compared with what the payment provider has; default true. */
            gateway?: boolean | null;
            /** @description How long before what looks wrong is looked at again; default 2,000. */
            grace_ms?: number | null;
            /** @description How long an order may wait for its next step, and a delivered event for its settlement; default 60,000. */
            stuck_ms?: number | null;
        };
        DeadLetterCauses: {
            /** @description Causes with fewer dead letters than those that are listed. */
            causes_left_out: number;
            /** @description False when there are more dead letters than are read: then the newest of each stream are counted. */
            complete: boolean;
            /** @description The most frequent cause first. */
            items: {
                /** @description The reason without ids, numbers and quoted texts. */
                cause: string;
                count: number;
                example: {
                    id: string;
                    order_id: string | null;
                    reason: string;
                };
                first_at: string | null;
                group: string;
                last_at: string | null;
                /** @description The stream; in a shop of several partitions it stands for that of each. */
                stream: string;
            }[];
            /** @description How many of them were read. */
            read: number;
            /** @description All dead letters of these streams. */
            total: number;
        };
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
        Finding: {
            /** @description The order; for a rule on stock or on products the product, for one on users the user, for one on a list its key. */
            id: string;
            /** @description Its place among the findings of the audit. */
            number: number;
            /** @description What a repair would do; null when a person must decide. */
            remedy: string | null;
            rule: string;
            what: string;
        };
        FindingPage: {
            items: components["schemas"]["Finding"][];
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
        Job: {
            /** @description What it was started for. */
            about: {
                /** @description Of a repair: the audit whose findings it repairs. */
                audit_id: string | null;
                filter: {
                    /** Format: uuid */
                    order_id?: string;
                    /** @description A reason or a cause: all dead letters of the same cause. */
                    reason?: string;
                    /** @description A stream, which stands for that of every partition, or `{3}:order-completed` for one of them. */
                    stream?: string;
                } | null;
                /** @description How many were named. */
                ids: number | null;
            };
            /** @description False when more was meant than one job takes: start another for the rest. */
            complete: boolean;
            done: number;
            ended_at: string | null;
            /** @description Items on which it changed nothing, because it could not. */
            failed: number;
            /** @description The first 100 failures. */
            failures: {
                /** @description The dead letter; of a repair the order. */
                id: string;
                outcome: string;
            }[];
            /** @description What became of each of the first 200. */
            items: {
                /** @description The dead letter; of a repair the order. */
                id: string;
                outcome: string;
            }[];
            /** Format: uuid */
            job_id: string;
            /** @enum {string} */
            kind: "replay" | "purge" | "repair";
            /** @description How often each outcome came. After an interruption up to 64 items may count as `already-replayed` or `already-purged`, because the job did them and could not note it. */
            outcomes: {
                [key: string]: number;
            };
            /** Format: date-time */
            started_at: string;
            /** @description The admin who started it. */
            started_by: string;
            /** @enum {string} */
            state: "running" | "finished" | "cancelled" | "interrupted" | "failed";
            total: number;
            /** @description Why it does not get on, or did not. */
            trouble: string | null;
        };
        JobPage: {
            items: components["schemas"]["JobProgress"][];
            next_cursor: string | null;
        };
        JobProgress: {
            /** @description What it was started for. */
            about: {
                /** @description Of a repair: the audit whose findings it repairs. */
                audit_id: string | null;
                filter: {
                    /** Format: uuid */
                    order_id?: string;
                    /** @description A reason or a cause: all dead letters of the same cause. */
                    reason?: string;
                    /** @description A stream, which stands for that of every partition, or `{3}:order-completed` for one of them. */
                    stream?: string;
                } | null;
                /** @description How many were named. */
                ids: number | null;
            };
            /** @description False when more was meant than one job takes: start another for the rest. */
            complete: boolean;
            done: number;
            ended_at: string | null;
            /** @description Items on which it changed nothing, because it could not. */
            failed: number;
            /** Format: uuid */
            job_id: string;
            /** @enum {string} */
            kind: "replay" | "purge" | "repair";
            /** @description How often each outcome came. After an interruption up to 64 items may count as `already-replayed` or `already-purged`, because the job did them and could not note it. */
            outcomes: {
                [key: string]: number;
            };
            /** Format: date-time */
            started_at: string;
            /** @description The admin who started it. */
            started_by: string;
            /** @enum {string} */
            state: "running" | "finished" | "cancelled" | "interrupted" | "failed";
            total: number;
            /** @description Why it does not get on, or did not. */
            trouble: string | null;
        };
        Liveness: {
            /** @constant */
            status: "live";
        };
        Marks: {
            items: {
                /** Format: date-time */
                from: string;
                /** @description The job or the audit. */
                id: string | null;
                /** @enum {string} */
                kind: "replay" | "purge" | "repair" | "audit" | "redis-away" | "service-away" | "start";
                /** @description In a few words. */
                says: string;
                /** @description Null while it goes on. */
                to: string | null;
            }[];
        };
        Order: {
            /** Format: date-time */
            created_at: string;
            currency: string;
            /** Format: uuid */
            customer_id: string;
            fee: number;
            items: {
                line_total: number;
                name: string;
                price: number;
                /** Format: uuid */
                product_id: string;
                quantity: number;
            }[];
            /** Format: uuid */
            order_id: string;
            payment_method: string;
            shipping_address: (string | {
                [key: string]: string;
            }) | null;
            /** @enum {string} */
            status: "pending" | "completed" | "failed" | "cancelled" | "refunded";
            subtotal: number;
            timeline: {
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                status: "pending" | "completed" | "failed" | "cancelled" | "refunded";
            }[];
            total: number;
            /** Format: date-time */
            updated_at: string;
        };
        OrderStory: {
            /** @description False when a stream or the dead letters were too long to be searched whole: events may be missing here. */
            complete: boolean;
            dead_letters: components["schemas"]["ShopDeadLetter"][];
            /** @description Its events, by time: those still in the streams, and those that were trimmed and the order keeps. */
            events: {
                at: string | null;
                /** @description False where long values are cut, or fields after the first 20 left out. */
                complete: boolean;
                deliveries: {
                    consumer: string | null;
                    deliveries: number | null;
                    group: string;
                    idle_ms: number | null;
                    /** @enum {string} */
                    state: "waiting" | "pending" | "settled";
                }[];
                entry_id: string;
                /** @description Null when the entry was trimmed. */
                event_id: string | null;
                /** @description Names and values of the entry; none when it was trimmed. */
                fields: [
                    string,
                    string
                ][];
                /** @description False when the entry was trimmed, as all groups have settled it. */
                in_stream: boolean;
                /** @description Since the first event of the order was appended; null when either time is not known. */
                since_placed_ms: number | null;
                /** @description Null when the entry was trimmed. */
                source: string | null;
                stream: string;
                type: string;
            }[];
            /** @description The rules of the audit that it breaks. */
            findings: {
                /** @description The order; for a rule on stock or on products the product, for one on users the user, for one on a list its key. */
                id: string;
                /** @description What a repair would do; null when a person must decide. */
                remedy: string | null;
                rule: string;
                what: string;
            }[];
            /** @description What could not be found out, and why. */
            gaps: string[];
            /** @description Null when the order cannot be read or the provider does not answer. */
            money: {
                charged: number;
                currency: string;
                given_back: number;
                /** @description Null while that cannot be told yet. */
                is_right: boolean | null;
                kept: number;
                /** @description The same in a sentence. */
                says: string;
                /** @description What the provider must keep by the state of the order; null while a charge or a refund may be under way. */
                should_keep: number | null;
            } | null;
            /** @description As the store shows it; null when it cannot be read. */
            order: components["schemas"]["Order"] | null;
            /** Format: uuid */
            order_id: string;
            partition: string;
            /** @description What the provider has; null when it does not answer. */
            payment: components["schemas"]["Payment"] | null;
            refund: components["schemas"]["Refund"] | null;
            reservation: components["schemas"]["Reservation"] | null;
            /** @description Orders of the same customer and the same items, placed within an hour: was it ordered twice? */
            similar_orders: {
                /** Format: uuid */
                order_id: string;
                /** Format: date-time */
                placed_at: string;
                /** @enum {string} */
                status: "pending" | "completed" | "failed" | "cancelled" | "refunded";
                total: number;
            }[];
            /** @description Null for an order without one. */
            trace: {
                /** @description Whether this service sends spans to a collector. The others do when they have the same setting. */
                exported: boolean;
                /** @description False when the caller asked that the trace is not recorded. */
                sampled: boolean;
                trace_id: string;
                /** @description As the first event of the order carries it. */
                traceparent: string;
            } | null;
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
        Payment: {
            charged: number;
            /** @description When the provider approved or declined. */
            charged_at: string | null;
            currency: string;
            given_back: number;
            /** @description When it gave the money back, or voided. */
            given_back_at: string | null;
            /** @description Charged and not given back. */
            kept: number;
            /** Format: uuid */
            order_id: string;
            /** @description Null while the provider has not decided; it stays `approved` when money is given back. */
            outcome: ("approved" | "declined" | "voided") | null;
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
        ProductStock: {
            available: number;
            /** @description False when pieces moved between two places while they were counted, so that the sum may be off by those. */
            exact: boolean;
            /** @description On their way between two places, and counted in neither. */
            in_transit: number;
            /** @description Each partition by its number, and the `depot`. A shop of one partition has the place `0`. */
            places: {
                available: number;
                place: string;
                /** @description Always available + reserved. */
                received: number;
                reserved: number;
            }[];
            /** Format: uuid */
            product_id: string;
            /** @description Always available + reserved. */
            received: number;
            reserved: number;
            /** @description The transfers that are under way. */
            transfers: {
                from: string;
                number: number;
                pieces: number;
                to: string;
            }[];
        };
        PurgeRequest: {
            /** @description How many will be removed. With another number nothing is done. */
            expected_count: number;
            filter: {
                order_id?: string | null;
                /** @description A reason or a cause: all dead letters of the same cause. */
                reason?: string | null;
                /** @description A stream, which stands for that of every partition, or `{3}:order-completed` for one of them. */
                stream?: string | null;
            };
            ids?: null;
        } | {
            /** @description How many will be removed. With another number nothing is done. */
            expected_count: number;
            filter?: null;
            ids: string[];
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
        Refund: {
            amount: number;
            /** Format: date-time */
            created_at: string;
            currency: string;
            /** Format: uuid */
            order_id: string;
            reason: string;
            /** @constant */
            status: "refunded";
        };
        RepairPlan: {
            /** Format: uuid */
            audit_id: string;
            /** @description Findings that no repair resolves: a person must find out why. */
            left: number;
            repairs: components["schemas"]["Finding"][];
            /** @description Names this plan: send it as `confirm` to have it done. */
            token: string;
        };
        RepairRequest: {
            /** @description The `token` of the plan that you were shown. Without it nothing is repaired. */
            confirm?: string | null;
        };
        ReplayRequest: {
            filter: {
                order_id?: string | null;
                /** @description A reason or a cause: all dead letters of the same cause. */
                reason?: string | null;
                /** @description A stream, which stands for that of every partition, or `{3}:order-completed` for one of them. */
                stream?: string | null;
            };
            ids?: null;
        } | {
            filter?: null;
            ids: string[];
        };
        Reservation: {
            /** Format: date-time */
            at: string;
            lines: {
                /** @description How many there were when the order was rejected. Null for a reserved order, and for one that was rejected before this was kept. */
                available: number | null;
                /** Format: uuid */
                product_id: string;
                quantity: number;
            }[];
            /** Format: uuid */
            order_id: string;
            /** @enum {string} */
            outcome: "reserved" | "rejected";
        };
        ShopDeadLetter: {
            at: string | null;
            /** @description The reason without ids, numbers and quoted texts. */
            cause: string;
            complete: boolean;
            consumer: string;
            deliveries: number;
            fields: [
                string,
                string
            ][];
            group: string;
            id: string;
            order_id: string | null;
            reason: string;
            source_id: string;
            stream: string;
        };
        ShopDeadLetterPage: {
            items: components["schemas"]["ShopDeadLetter"][];
            next_cursor: string | null;
            /** @description How many dead letters were read for this page. A filter may leave it empty: go on with `next_cursor`. */
            read: number;
        };
        StockHistory: {
            /** @description Whether it is among the newest `products_max` products. */
            followed: boolean;
            /** @description When the products that are followed were looked at last; null before the first time. */
            looked_at: string | null;
            /** @description The oldest first. Each holds until the next. */
            points: {
                /**
                 * Format: date-time
                 * @description When it was looked at and found changed.
                 */
                at: string;
                available: number;
                /** @description Always available + reserved. */
                received: number;
                reserved: number;
                /** @description When it was looked at before, and was as the point before says: about a minute earlier, or longer where nobody looked. Null for the first point of a product. */
                unchanged_until: string | null;
            }[];
            /** @description How many points of a product are kept: the last. */
            points_max: number;
            /** Format: uuid */
            product_id: string;
            /** @description How many products of this shop are followed: the newest. */
            products_max: number;
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
    getOpsAudits: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of audits */
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
                    "application/json": components["schemas"]["AuditPage"];
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
    postOpsAudits: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AuditRequest"];
            };
        };
        responses: {
            /** @description The audit that is running */
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
                    "application/json": components["schemas"]["Audit"];
                };
            };
            /** @description The audit */
            202: {
                headers: {
                    /** @description Where the audit is. */
                    location: string;
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Audit"];
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
    getOpsAuditsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Which audit.
                 * @example 019caddc-03f8-7e65-a1b7-26c94d80e3fa
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The audit */
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
                    "application/json": components["schemas"]["Audit"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such audit, or it is not for whoever asks */
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
    postOpsAuditsIdCancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Which audit.
                 * @example 019caddc-03f8-7e65-a1b7-26c94d80e3fa
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The audit */
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
                    "application/json": components["schemas"]["Audit"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such audit, or it is not for whoever asks */
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
    getOpsAuditsIdEvents: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `id` of the last event that you received.
                 * @example running:12000:0
                 */
                "last-event-id"?: string;
            };
            path: {
                /**
                 * @description Which audit.
                 * @example 019caddc-03f8-7e65-a1b7-26c94d80e3fa
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How far the audit is */
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
            /** @description No event can follow the one that you named: do not reconnect */
            204: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such audit, or it is not for whoever asks */
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
    getOpsAuditsIdFindings: {
        parameters: {
            query?: {
                cursor?: number;
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Which audit.
                 * @example 019caddc-03f8-7e65-a1b7-26c94d80e3fa
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of findings */
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
                    "application/json": components["schemas"]["FindingPage"];
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
            /** @description There is no such audit, or it is not for whoever asks */
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
    postOpsAuditsIdRepair: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Which audit.
                 * @example 019caddc-03f8-7e65-a1b7-26c94d80e3fa
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RepairRequest"];
            };
        };
        responses: {
            /** @description What a repair would do */
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
                    "application/json": components["schemas"]["RepairPlan"];
                };
            };
            /** @description The job */
            202: {
                headers: {
                    /** @description Where the job is. */
                    location: string;
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such audit, or it is not for whoever asks */
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
            /** @description The audit is still running, the token is not that of its plan, or there is nothing that can be repaired */
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
    getOpsDeadLetters: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                order_id?: string;
                /** @description A reason or a cause: all dead letters of the same cause. */
                reason?: string;
                /** @description A stream, which stands for that of every partition, or `{3}:order-completed` for one of them. */
                stream?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of dead letters */
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
                    "application/json": components["schemas"]["ShopDeadLetterPage"];
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
    getOpsDeadLettersId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Which dead letter of the shop.
                 * @example order-completed.1772443241731-0
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The dead letter */
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
                    "application/json": components["schemas"]["ShopDeadLetter"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such dead letter of the shop, or it is not for whoever asks */
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
    getOpsDeadLettersCauses: {
        parameters: {
            query?: {
                order_id?: string;
                /** @description A reason or a cause: all dead letters of the same cause. */
                reason?: string;
                /** @description A stream, which stands for that of every partition, or `{3}:order-completed` for one of them. */
                stream?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The causes, the most frequent first */
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
                    "application/json": components["schemas"]["DeadLetterCauses"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    postOpsDeadLettersPurge: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Chosen by you, for this one job. Sent again within 24 hours, it finds the job that was started.
                 * @example basket-7f3c2a
                 */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PurgeRequest"];
            };
        };
        responses: {
            /** @description The job */
            202: {
                headers: {
                    /** @description Where the job is. */
                    location: string;
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
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
            /** @description Another number of dead letters is meant; nothing was removed */
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
            /** @description The Idempotency-Key was used for another job */
            422: {
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
    postOpsDeadLettersReplay: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Chosen by you, for this one job. Sent again within 24 hours, it finds the job that was started.
                 * @example basket-7f3c2a
                 */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplayRequest"];
            };
        };
        responses: {
            /** @description The job */
            202: {
                headers: {
                    /** @description Where the job is. */
                    location: string;
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
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
            /** @description The Idempotency-Key was used for another job */
            422: {
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
    getOpsJobs: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of jobs */
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
                    "application/json": components["schemas"]["JobPage"];
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
    getOpsJobsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Which job.
                 * @example 019caddb-1a40-7c02-9d4e-8f2b60a7c915
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job */
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
                    "application/json": components["schemas"]["Job"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such job, or it is not for whoever asks */
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
    postOpsJobsIdCancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Which job.
                 * @example 019caddb-1a40-7c02-9d4e-8f2b60a7c915
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job */
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
                    "application/json": components["schemas"]["Job"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such job, or it is not for whoever asks */
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
    getOpsJobsIdEvents: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `id` of the last event that you received.
                 * @example running:640
                 */
                "last-event-id"?: string;
            };
            path: {
                /**
                 * @description Which job.
                 * @example 019caddb-1a40-7c02-9d4e-8f2b60a7c915
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How far the job is */
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
            /** @description No event can follow the one that you named: do not reconnect */
            204: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such job, or it is not for whoever asks */
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
    postOpsJobsIdResume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Which job.
                 * @example 019caddb-1a40-7c02-9d4e-8f2b60a7c915
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job */
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
                    "application/json": components["schemas"]["Job"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such job, or it is not for whoever asks */
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
    getOpsMarks: {
        parameters: {
            query?: {
                from?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What happened */
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
                    "application/json": components["schemas"]["Marks"];
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
    getOpsOrdersIdStory: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Which order.
                 * @example 019cadd9-8c23-7f04-8b1e-52a9e6c0d714
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The story of the order */
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
                    "application/json": components["schemas"]["OrderStory"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such order, or it is not for whoever asks */
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
    getOpsStockProductId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Which product.
                 * @example 019346a0-0000-7000-8000-000000000003
                 */
                product_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The pieces of the product */
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
                    "application/json": components["schemas"]["ProductStock"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such product, or it is not for whoever asks */
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
    getOpsStockProductIdHistory: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Which product.
                 * @example 019346a0-0000-7000-8000-000000000003
                 */
                product_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The points at which the pieces changed */
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
                    "application/json": components["schemas"]["StockHistory"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such product, or it is not for whoever asks */
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
