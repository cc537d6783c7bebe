// Made from openapi/v3.json by `npm run openapi`; do not edit.
export interface paths {
    "/api/v3/oc/numbers/{phonenumber}/availability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ask why a number cannot be used
         * @description Everything that speaks against an upload of the number to a tenant, and who can lift each: reservation, cooling, consent, calling profile, usage, tasks, other holders, assignment, SBCs, differences. A caller below the provider is told nothing of numbers that it could not have.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["getNumberAvailability"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/drift/readings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what was read of each side, and when
         * @description One for each tenant at Microsoft and each SBC.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listDriftReadings"];
        put?: never;
        /**
         * Read all sides, and find where they differ
         * @description Reads what Microsoft has, of all tenants or of one, and the plan of the numbers on each SBC, then compares that with the records. Changes nothing. What could not be read is a warning, and nothing is concluded from it. The same is done every DRIFT_MINUTES.
         *
         *     Roles: Admin, Operator.
         */
        post: operations["detectDrift"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/drift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List where records, Microsoft and SBCs differ
         * @description As the last comparison found it. A number that a task is about, or that was changed after a reading, is not judged by that reading.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listDrift"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/drift/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count where records, Microsoft and SBCs differ
         * @description By class, by tenant and by SBC.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["countDrift"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/drift/numbers/{telephoneNumber}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get what each side says of a number
         * @description Records, Microsoft and each SBC, with the age of what they said, and what differs.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["getNumberSides"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/drift/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what is done about differences
         * @description By class and tenant. Where nothing is said, plans need an approval.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listDriftPolicies"];
        /**
         * Set what is done about differences
         * @description These policies and no others.
         *
         *     Roles: Admin.
         */
        put: operations["setDriftPolicies"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/drift/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Plan what is done about differences
         * @description Of the differences that fit all that is named. The task makes the plan, whose id is that of the task; it can be applied for an hour. Uploads are judged as uploads are. Changes nothing.
         *
         *     Roles: Admin.
         */
        post: operations["planRepair"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/drift/plans/{planId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a plan
         * @description Its total effects, until when it can be applied, whether it must be approved, and who did.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["getRepairPlan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/drift/plans/{planId}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what a plan does
         * @description Number by number: what, where and why; once it is applied, what became of it.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listRepairItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/drift/plans/{planId}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve a plan
         * @description By another application than the one that made it. One that needs no approval stays as it is.
         *
         *     Roles: Admin.
         */
        post: operations["approveRepair"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/drift/plans/{planId}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Do what a plan says
         * @description Exactly that, by the tasks of the single operations. If something is not as it was when the plan was made, nothing is done, and the answer says what; what moves later is left alone, and its item fails.
         *
         *     Roles: Admin.
         */
        post: operations["applyRepair"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/task": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tasks
         * @description Newest first. `parked=true` finds those that wait for a person. Page numbers reach the first 10,000; `cursor` goes on behind them. So many are counted: with more, `totalRecords` is 10,000 and `isTotalExact` false.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listTasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/task/{taskid}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what became of each number of a task
         * @description One row per number, in the order of the request; of a task with children also those of all of them, in the order in which they began.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listTaskItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/task/{taskid}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a task
         * @description The task stops after the step it is at, takes back what it did, and ends as Canceled. Asking twice is asking once. A task at its last step completes all the same.
         *
         *     Roles: Admin, Operator.
         */
        post: operations["cancelTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/task/{taskid}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try again what failed
         * @description Makes a new task of the same kind with the numbers that failed, were canceled or were taken back, or with all that was asked when it was not about numbers; `retryOf` leads back. It keeps the service request of the first one, unless `ticketId` names another.
         *
         *     Roles: Admin, Operator.
         */
        post: operations["retryTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/task/{taskid}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a parked task run again
         * @description For operators: after the cause was mended. `listTasks` with `parked=true` finds such tasks.
         *
         *     Roles: Admin.
         */
        post: operations["releaseTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/task/{taskid}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve what a task would do
         * @description For a task that waits for an approval (`awaitsApproval` says of what): it goes on, and does no more than that. Somebody else than who asked for the task approves: another application, or another person.
         *
         *     Roles: Admin.
         */
        post: operations["approveTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/task/{taskid}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refuse what a task would do
         * @description The task takes back what it did, and ends as Failed with the code `approval_refused`.
         *
         *     Roles: Admin.
         */
        post: operations["refuseTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/task/{taskid}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close a parked task as it is
         * @description For a task that is parked while it takes back what it did, and that nobody can finish: it ends as Failed with the code `undo_closed`, and what it did stays. What is left shows as drift.
         *
         *     Roles: Admin.
         */
        post: operations["closeTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/task/{taskid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a task
         * @description The state, the messages and the results of a task. While it runs, Retry-After says when to look again; `wait`, or `Prefer: wait=20`, has the answer wait until the task is over. With the ETag of the last answer in If-None-Match the answer is 304 as long as nothing has changed; together with `wait` it comes with the next change. With `Accept: text/event-stream` each state is sent as it comes, as an event `task`, until the task is over.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["getTask"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/operator-connect/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Operator Connect tenants
         * @description List Operator Connect tenants
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listOperatorTenants"];
        put?: never;
        /**
         * Add an Operator Connect tenant
         * @description Credentials and proxies are sealed before anything remembers them. The credential is not tried here: test the connection next. Without one the tenant waits for it, and nothing is synchronized.
         *
         *     Roles: Admin.
         */
        post: operations["addOperatorTenant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/operator-connect/tenants/{operatorTenantId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get one Operator Connect tenant
         * @description With everything that is not a secret, the end of its credentials, and what the last test found.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["getOperatorTenant"];
        put?: never;
        post?: never;
        /**
         * Remove an Operator Connect tenant
         * @description Refused while customers are reached through it alone. Microsoft is left as it is.
         *
         *     Roles: Admin.
         */
        delete: operations["removeOperatorTenant"];
        options?: never;
        head?: never;
        /**
         * Change an Operator Connect tenant
         * @description What is left out stays; an empty text takes an optional setting away. The tenant id never changes.
         *
         *     Roles: Admin.
         */
        patch: operations["changeOperatorTenant"];
        trace?: never;
    };
    "/api/v3/operator-connect/tenants/{operatorTenantId}/action/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test the connection to an Operator Connect tenant
         * @description Walks the gates in the order in which a call meets them: network, proxy, TLS, token, role, application, API. `gates` says of each whether it is open; the first that is not says what to do.
         *
         *     Roles: Admin, Operator.
         */
        post: operations["testOperatorTenant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/operator-connect/tenants/{operatorTenantId}/action/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Synchronize an Operator Connect tenant
         * @description Reads consents, calling profiles and capability plans; `counts` says what differed.
         *
         *     Roles: Admin.
         */
        post: operations["synchronizeOperatorTenant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/operator-connect/tenants/{operatorTenantId}/credential": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Give an Operator Connect tenant another credential
         * @description It is tried at Microsoft before it is kept. The first one is used at once; another one follows the one in use, and both are live until that is given up.
         *
         *     Roles: Admin.
         */
        put: operations["changeOperatorCredential"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/operator-connect/tenants/{operatorTenantId}/credential/action/promote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give up the older credential
         * @description The one that follows becomes the only one; take the older one away at Microsoft then.
         *
         *     Roles: Admin.
         */
        post: operations["promoteOperatorCredential"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/operator-connect/consents/{tenantId}/relationship": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the relationship with a tenant that consented
         * @description Told to Microsoft and read back. ConsentDeclined and ContractTerminated need a reason; a signed agreement can only be terminated, and only a signed one can.
         *
         *     Roles: Admin, Operator.
         */
        patch: operations["changeRelationship"];
        trace?: never;
    };
    "/api/v3/operator-connect/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List partner operator consents
         * @description What tenants said to us as their operator. `locatedAt=Provider` finds those without a customer.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listConsents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/operator-connect/consents/{tenantId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get one partner operator consent
         * @description With its contacts, the countries that it covers beside those that numbers are held of, and for one that no customer has those who may be meant.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["getConsent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/operator-connect/consents/{tenantId}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List how a consent changed
         * @description Status, relationship with its reason, and countries; newest first.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listConsentHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/operator-connect/orphans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List numbers that no consent covers
         * @description Their consent ended, is suspended or never was, we ended it, or it does not cover their country.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listOrphanNumbers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/operator-connect/syncs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List data syncs
         * @description Four come with each Operator Connect tenant; `Operator Connect` as a name or a device type finds them all.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listDataSyncs"];
        put?: never;
        /**
         * Add a data sync
         * @description Add a data sync
         *
         *     Roles: Admin.
         */
        post: operations["addDataSync"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/operator-connect/syncs/{syncId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get one data sync
         * @description With its next five runs and its last one.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["getDataSync"];
        put?: never;
        post?: never;
        /**
         * Remove a data sync
         * @description What it has read stays.
         *
         *     Roles: Admin.
         */
        delete: operations["removeDataSync"];
        options?: never;
        head?: never;
        /**
         * Change a data sync
         * @description Name, type and model types of those that came with their Operator Connect tenant stay.
         *
         *     Roles: Admin.
         */
        patch: operations["changeDataSync"];
        trace?: never;
    };
    "/api/v3/operator-connect/syncs/{syncId}/action/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run a data sync
         * @description The task has the counts of each sort of records, and one item for each change. A run that would remove more than its limit stops before it changes anything of that sort. Runs of one Operator Connect tenant follow each other.
         *
         *     Roles: Admin.
         */
        post: operations["runDataSync"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/bulk/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export documents as a workbook
         * @description What there is, as rows that can be edited and sent in again. Sheets that only ask are empty.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["exportSheets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/bulk/loads/{taskid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get what became of a workbook
         * @description Get what became of a workbook
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["getBulkLoad"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/bulk/loads/{taskid}/result": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the result of a workbook as one
         * @description Every row as it was sent, with result, error, taskId behind it. It can be sent in again.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["getBulkLoadResult"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/operator-connect/number-orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List number orders
         * @description Kept beyond the tasks that did it, with what became of the numbers. What was found at Microsoft and was not ours has the source `sync`.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listNumberOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/operator-connect/number-orders/{orderId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get one number order
         * @description With all of its ranges.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["getNumberOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/operator-connect/number-releases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List number releases
         * @description Kept beyond the tasks that did it, with what became of the numbers. What was found at Microsoft and was not ours has the source `sync`.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listNumberReleases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/operator-connect/number-releases/{orderId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get one number release
         * @description With all of its ranges.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["getNumberRelease"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/operator-connect/calling-profiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List calling profiles with all that Microsoft says of them
         * @description List calling profiles with all that Microsoft says of them
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listOperatorCallingProfiles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/operator-connect/number-usage-capabilities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List number usage capabilities
         * @description List number usage capabilities
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listNumberUsageCapabilities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/operator-connect/civic-addresses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the civic addresses of all tenants
         * @description As they were last read from Microsoft; a data sync of `PartnerCivicAddress` reads them.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listPartnerCivicAddresses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/operator-connect/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what changed at Microsoft
         * @description Of consents, calling profiles, number usage capabilities or civic addresses, as it was found; newest first.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listCatalogueChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/upstreams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List how Microsoft, SBCs and the key server are
         * @description The provider sees its Operator Connect tenants and all SBCs; everybody the SBCs of its SIP connections, and those of its tenants of which something is left alone for a while. Reads go on meanwhile: their header field `Dialplane-Degraded` names what is away.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listUpstreams"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/customer-build": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the stored documents of customers
         * @description List the stored documents of customers
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listCustomerDocuments"];
        put?: never;
        /**
         * Build, change or delete customers by documents
         * @description A document says what a customer is to be: names, licence, sites, numbers. `AddDataOnly` stores it. `Validate` judges all of it as `Add` or `Modify` would, whichever the tenant is ready for, and answers the plan. `Add` makes the customer; `Modify` does what differs between document and records, and nothing else: numbers and sites that the document does not name go. `DeleteCustomer` takes the customer away with its numbers and sites, `DeletecustomerData` the stored document, `DeleteCustomerAndcustomerData` both. Nothing begins unless all documents are valid. Each part becomes a child of the task, of the kind that the single operation makes.
         *
         *     Roles: Admin, Operator.
         */
        post: operations["buildCustomers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/customer-build/{msTenantId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the stored document of a customer
         * @description Get the stored document of a customer
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["getCustomerDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/customer-build-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the templates of customer builds
         * @description Each in its newest version, first those that come with the program. A provider has a handful of them, so that the list has numbered pages only.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listBuildTemplates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/customer-build-templates/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a template, in its newest or another version
         * @description Get a template, in its newest or another version
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["getBuildTemplate"];
        /**
         * Edit a template
         * @description Makes the next version, with these settings and no others. Versions before it stay.
         *
         *     Roles: Admin, Operator.
         */
        put: operations["editBuildTemplate"];
        post?: never;
        /**
         * Remove a template with all its versions
         * @description Customers that were built by it stay as they are.
         *
         *     Roles: Admin, Operator.
         */
        delete: operations["removeBuildTemplate"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/customer-build-templates/{name}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the versions of a template
         * @description The newest first.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listBuildTemplateVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/customer-build-templates/{name}/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare two templates, or two versions of one
         * @description Compare two templates, or two versions of one
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["compareBuildTemplates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/customer-build-templates/{name}/clone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Clone a template
         * @description Version 1 of the clone says what the template says; edits make further versions.
         *
         *     Roles: Admin, Operator.
         */
        post: operations["cloneBuildTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/inventory/blocks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the number inventory as blocks
         * @description The numbers that the filters let through, as runs without a gap: how many, which share is in use, what is missing between them, and the fewest prefixes that mean them.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listNumberBlocks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/inventory/blocks/free": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find free blocks of so many numbers
         * @description The first 10 blocks of numbers that no tenant has, and that are not in use, reserved or cooling.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listFreeBlocks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/inventory/cooling-policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the cooling policies
         * @description How long numbers cool after a release, by country and type; the general ones last.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listCoolingPolicies"];
        /**
         * Set the cooling policies
         * @description These and no others, for releases from now on. Numbers that cool already go on as they are.
         *
         *     Roles: Admin.
         */
        put: operations["setCoolingPolicies"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/inventory/numbers/action/cool": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cool numbers
         * @description Keeps numbers from use for some days from now on; only the customer that has them may have them uploaded. A number that cools already then cools for longer or less long. The policy of the country and type sets the most.
         *
         *     Roles: Admin, Operator.
         */
        post: operations["coolNumbers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/inventory/numbers/action/end-cooling": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End the cooling of numbers
         * @description Before its time, with a reason that the history keeps. Numbers that do not cool are unchanged.
         *
         *     Roles: Admin, Operator.
         */
        post: operations["endCooling"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/inventory/audits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Audit the number inventory
         * @description Compares it with Microsoft and the SBCs, as they are now, and with the users that were synchronized. Changes nothing: the items of the task, and its findings, say what is not as it should be, and what would be done. What could not be read is a warning, and nothing is concluded from it.
         *
         *     Roles: Admin.
         */
        post: operations["auditInventory"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/inventory/audits/{taskId}/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what an inventory audit found
         * @description With what would be written. Nothing before the task has compared.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listInventoryFindings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/inventory/audits/{taskId}/action/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write what an inventory audit proposed
         * @description All of it, or what was found in some ways. Numbers that were changed since the audit are left, and the items of the task say so.
         *
         *     Roles: Admin.
         */
        post: operations["applyInventoryAudit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/inventory/numbers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the number inventory
         * @description Every number of the provider, whether a tenant has it or not, with where it is and what state it is in now.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listInventory"];
        put?: never;
        /**
         * Add numbers to the inventory
         * @description Puts numbers or a range at a customer, a SIP connection or the provider. Those that are in the inventory already are left as they are; the items of the task say which. Below the provider, the numbers must be allocated.
         *
         *     Roles: Admin, Operator.
         */
        post: operations["addInventoryNumbers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/inventory/numbers/action/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delete numbers from the inventory
         * @description Only numbers that are Available go, and none that a tenant has: that one is released. The items of the task say why others stay.
         *
         *     Roles: Admin, Operator.
         */
        post: operations["removeInventoryNumbers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/inventory/numbers/action/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move numbers of the inventory
         * @description To a customer, to a SIP connection, or back to the provider. A number that a tenant has stays with its customer, and moves between its SIP connections.
         *
         *     Roles: Admin, Operator.
         */
        post: operations["moveInventoryNumbers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/inventory/numbers/{telephoneNumber}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get one number of the inventory
         * @description Where it is, and what state it is in now.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["getInventoryNumber"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Describe a number of the inventory
         * @description Labels and notes are for people to write. What is not named stays.
         *
         *     Roles: Admin, Operator.
         */
        patch: operations["describeInventoryNumber"];
        trace?: never;
    };
    "/api/v3/inventory/numbers/action/describe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Describe many numbers of the inventory
         * @description Gives all of them these labels, these notes, or both. What is not named stays.
         *
         *     Roles: Admin, Operator.
         */
        post: operations["describeInventoryNumbers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/inventory/numbers/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the number inventory as CSV
         * @description All that the filters let through, streamed. With `Accept: application/x-ndjson` each is a line of JSON.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["exportInventory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/inventory/ranges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List named ranges
         * @description Those that live; with `ended=true` those that were split, merged or removed, as they were.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listNamedRanges"];
        put?: never;
        /**
         * Name a range of numbers
         * @description Whether its numbers are in the inventory or not. Ranges that live have no number in common. `outputData.Begun` of the task has its id.
         *
         *     Roles: Admin, Operator.
         */
        post: operations["addNamedRange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/inventory/ranges/{rangeId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get one named range
         * @description With the ranges that it came from and became, what is so now of its numbers, and all that was changed. One that ended is shown as it was.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["getNamedRange"];
        put?: never;
        post?: never;
        /**
         * Remove a named range
         * @description Its numbers stay as they are. It ends, and stays as it was; its name may be given again.
         *
         *     Roles: Admin, Operator.
         */
        delete: operations["removeNamedRange"];
        options?: never;
        head?: never;
        /**
         * Describe a named range
         * @description Another name, another note, or both. What is not named stays.
         *
         *     Roles: Admin, Operator.
         */
        patch: operations["describeNamedRange"];
        trace?: never;
    };
    "/api/v3/inventory/ranges/{rangeId}/action/split": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Split a named range
         * @description Into two, with its node and note. It ends, and stays as it was. `outputData.Begun` of the task has the lower one and the upper one.
         *
         *     Roles: Admin, Operator.
         */
        post: operations["splitNamedRange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/inventory/ranges/action/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge named ranges
         * @description Ranges that follow each other become one. They end, and stay as they were. `outputData.Begun` of the task has the new one.
         *
         *     Roles: Admin, Operator.
         */
        post: operations["mergeNamedRanges"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/inventory/numbers/action/reserve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reserve numbers
         * @description For an owner, for some days, until a time, or until somebody ends it. No other customer can have them uploaded meanwhile. Numbers that are in use, cooling, or reserved for another owner are not reserved, and the items of the task say so. Asking again as the same owner changes time and note.
         *
         *     Roles: Admin, Operator.
         */
        post: operations["reserveNumbers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/inventory/numbers/action/extend-reservation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Extend the reservation of numbers
         * @description By days, or until a later time. What a node above reserved, those below it cannot extend.
         *
         *     Roles: Admin, Operator.
         */
        post: operations["extendReservation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/inventory/numbers/action/end-reservation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End the reservation of numbers
         * @description Numbers that are not reserved are unchanged. What a node above reserved, those below it cannot end.
         *
         *     Roles: Admin, Operator.
         */
        post: operations["endReservation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/customer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List customers
         * @description All customers (services) of the caller's part of the tree, of all licence types.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listCustomers"];
        put?: never;
        /**
         * Create a customer from a lead
         * @description Licenses an active lead with OC Essentials and makes its first site. The tenant-id type needs nothing of its own on the SBC; the IP-group type is programmed there by a script template. `outputData.umpCustomerGuid` of the task is the new customer.
         *
         *     Roles: Admin, Operator.
         */
        post: operations["createCustomer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/oc/lead": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List leads
         * @description Leads in the order in which we came to know them, page by page.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listLeads"];
        put?: never;
        /**
         * Create a lead without consent
         * @description Adds a tenant as a lead without its consent, here and at Microsoft, and answers when that is done. The name of the company is used once.
         *
         *     Roles: Admin, Operator.
         */
        post: operations["createLead"];
        /**
         * Delete a lead without consent
         * @description Takes a direct lead back, here and at Microsoft. Not when it is licensed or its tenant has numbers, and never a consent that a tenant gave itself.
         *
         *     Roles: Admin, Operator.
         */
        delete: operations["deleteLead"];
        options?: never;
        head?: never;
        /**
         * Create a customer from a lead by changing its status
         * @description Licenses an active lead with OC Essentials and makes its first site, of the tenant-id type. In version 2 the task tells nothing of the customer; the list of customers does.
         *
         *     Roles: Admin, Operator.
         */
        patch: operations["licenseLead"];
        trace?: never;
    };
    "/api/v3/customer/{customerGuid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a customer
         * @description The details of a customer (service).
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["getCustomer"];
        put?: never;
        post?: never;
        /**
         * Delete a customer
         * @description Takes a customer (service) away with its sites and their dial plan rules, also on the SBCs, and its licence; the lead stays. Refused while it has numbers, unless they are to be released. Answers when it is done; when that takes long, version 3 answers with the task under way.
         *
         *     Roles: Admin, Operator.
         */
        delete: operations["deleteCustomer"];
        options?: never;
        head?: never;
        /**
         * Upgrade or downgrade the licence of a customer
         * @description Changes between Plus and Pro, the licensed users, the name, and the application registration, which is tried at Microsoft before anything is kept. Answers when that is done.
         *
         *     Roles: Admin, Operator.
         */
        patch: operations["changeCustomer"];
        trace?: never;
    };
    "/api/v3/oc/lead/{leadid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get one lead
         * @description Get one lead
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["getLead"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/oc/lead/action/synchronize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Synchronize leads with Microsoft
         * @description Reads the consents that Microsoft has: all of them, or those of one tenant. Leads that it does not have any more become Removed.
         *
         *     Roles: Admin, Operator.
         */
        post: operations["synchronizeLeads"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/oc/tenant/validation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Validate a tenant id
         * @description Asks Entra whether the tenant exists, and looks whether we know it: before a lead is made of it, or a licence is applied. At most 120 requests a minute that ask Microsoft or an SBC.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["validateTenant"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/customer/{customerGuid}/action/upgrade": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upgrade the licence of a customer
         * @description From OC Essentials to Plus or Pro, or from Plus to Pro. Afterwards change the customer to give us its application registration.
         *
         *     Roles: Admin, Operator.
         */
        post: operations["upgradeCustomer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/customer/{customerGuid}/licenseinfo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get what a licence was used for
         * @description One record a day, the oldest first; the last one is of today, as things are now. Days on which the customer was not there have none. Users are counted out of the copy that `listUsers` reads from: one that has aged is renewed in the background, and only a first reading is waited for. Without a connection that works, as with an Essentials licence, the users are those that we know. At most 120 requests a minute that ask Microsoft or an SBC.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["getLicenseInfo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/customer/{customerGuid}/licensedUsers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List licensed users
         * @description The users of the tenant that have a number. Users are counted out of the copy that `listUsers` reads from: one that has aged is renewed in the background, and only a first reading is waited for. Without a connection that works, as with an Essentials licence, the users are those that we know. At most 120 requests a minute that ask Microsoft or an SBC.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listLicensedUsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/oc/numbers/action/unassign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Unassign numbers from users
         * @description Takes numbers from the users that have them, so that they can be assigned anew or released. The customer must have a token connection to its Microsoft tenant. A number that nobody has is not an error.
         *
         *     Roles: Admin, Operator.
         */
        post: operations["unassignNumbers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/customer/{customerGuid}/user/{sipAddress}/script": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Provision a user of a customer
         * @description Sets attributes of a user in the customer's tenant and gives it a number, there and in our records. For customers with Operator Connect Essentials Plus or Pro and a token connection. All of it or nothing: what cannot be completed is taken back.
         *
         *     Roles: Admin, Operator.
         */
        put: operations["provisionUser"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/customer/{customerGuid}/user": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the users of a customer with their Teams Phone attributes
         * @description For customers with Operator Connect Essentials Plus or Pro and a token connection. Answers from a copy, in the order of names; a copy that has aged is renewed in the background, and only a first reading is waited for. At most 120 requests a minute that ask Microsoft or an SBC.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listUsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/oc/civicaddress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the civic addresses of a tenant
         * @description The emergency addresses that the tenant has set up, with their locations, page by page.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listCivicAddresses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/oc/civicaddress/{civicaddressid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get one civic address
         * @description Get one civic address
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["getCivicAddress"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/customer/{customerGuid}/civicaddress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the civic addresses of a customer
         * @description The emergency addresses that the customer has set up in its tenant, with their locations, page by page.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listCivicAddressesOfCustomer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/oc/numbers/import/{taskid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get what became of an import
         * @description How many rows came to what, the first errors by line and column, and the uploads that were made.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["getNumberImport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/oc/numbers/import/{taskid}/result.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the result of an import as CSV
         * @description Every row as it was sent, with line, result, errorColumn, errorCode, error, taskId behind it, streamed. Correct it and import it again: what a result adds is not looked at. While the import runs, rows that are not decided are `pending`.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["getNumberImportResult"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/oc/job": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List jobs at Microsoft
         * @description The jobs behind uploads and releases, as they were last seen, newest first. One that Microsoft forgot is `Vanished`.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/oc/job/{jobid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get one job at Microsoft
         * @description Get one job at Microsoft
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["getJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/oc/numbers/action/update-capabilities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change the usage and the capabilities of numbers
         * @description What numbers of a tenant may be used for from now on. The usage of an assigned number cannot be changed. A number that is so already is left as it is.
         *
         *     Roles: Admin, Operator.
         */
        post: operations["updateCapabilities"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/oc/numbers/action/change-emergency-location": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change the emergency location of numbers
         * @description Gives numbers another civic address of their tenant, or a location within it. In the US and in Canada only validated addresses are taken. A number that is there already is left as it is.
         *
         *     Roles: Admin, Operator.
         */
        post: operations["changeEmergencyLocation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/oc/numbers/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export numbers as CSV
         * @description One number, or all that the filters let through, streamed, with the columns that an import takes. A cell that a spreadsheet would run as a formula begins with an apostrophe; imports and uploads forgive it. With `Accept: application/x-ndjson` each number is a line of JSON.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["exportNumbers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/oc/numbers/{phonenumber}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the history of a number
         * @description Every change of the number, newest first, also after its release.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["getNumberHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/oc/numbers/{phonenumber}/past": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a number as it was
         * @description Whose it was at a moment, how it was used and where it led, as its history tells.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["getNumberPast"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/oc/numbers/history/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the changes of numbers in a period as CSV
         * @description Every change of every number within the period, streamed, number by number. With `Accept: application/x-ndjson` each is a line of JSON.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["exportNumberHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/operator-connect/number-ranges/action/upload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload a number range
         * @description The same task as an upload of numbers: the range is ordered at Microsoft and programmed on every SBC of the calling profile. With a SIP connection as the target, that is where the numbers lead to. The order appears among the number orders.
         *
         *     Roles: Admin, Operator.
         */
        post: operations["uploadNumberRange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/operator-connect/number-ranges/action/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release a number range
         * @description The same task as a release of numbers: from Microsoft, unless that is left out, then from every SBC, then from the records. A number that the tenant does not hold is `unchanged`. The order appears among the number releases. Counts as a release: 10 requests in 10 s.
         *
         *     Roles: Admin, Operator.
         */
        post: operations["releaseNumberRange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/oc/numbers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List numbers
         * @description Numbers in the order they were acquired, page by page.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listNumbers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/oc/numbers/{phonenumber}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get one number
         * @description Get one number
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["getNumber"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/oc/numbers/action/number-status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Validate numbers for a customer
         * @description Says for each number whether an upload to this tenant would accept it, by the rules of the upload itself, and why not.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        post: operations["validateNumbers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/numbering-plan/overrides": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the overrides of the numbering plans
         * @description Which numbers the provider declared to exist, and which of that the tables say by now, too.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listNumberingOverrides"];
        /**
         * Set the overrides of the numbering plans
         * @description These and no others. Uploads, imports and the status of numbers follow them from then on; numbers that are held already stay as they are.
         *
         *     Roles: Admin.
         */
        put: operations["setNumberingOverrides"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/oc/numbers/action/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release numbers from a customer
         * @description Takes numbers from the tenant at Microsoft, then from every SBC that has them, then from the records. What is already gone is not an error. 10 requests in 10 s.
         *
         *     Roles: Admin, Operator.
         */
        post: operations["releaseNumbers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/oc/numbers/action/ready-for-removal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm numbers for removal
         * @description Moves numbers that are marked for removal (missing at Microsoft) to ready for removal. A malformed entry refuses the request, as does a number that another task is about; numbers that are not yours or not marked are left as they are and named, and the others are changed. 300 requests a minute, of all callers together.
         *
         *     Roles: Admin, Operator.
         */
        post: operations["confirmRemoval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/oc/action/clear-removal-status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Clear the removal status of numbers
         * @description Makes numbers that are marked for removal active again. A malformed entry refuses the request, as does a number that another task is about; numbers that are not yours or not marked are left as they are and named, and the others are changed. 300 requests a minute, of all callers together.
         *
         *     Roles: Admin, Operator.
         */
        post: operations["clearRemovalStatus"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/oc/numbers/action/clear-removal-status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Clear the removal status of numbers
         * @description Makes numbers that are marked for removal active again. A malformed entry refuses the request, as does a number that another task is about; numbers that are not yours or not marked are left as they are and named, and the others are changed. 300 requests a minute, of all callers together.
         *
         *     Roles: Admin, Operator.
         */
        post: operations["clearNumberRemovalStatus"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/oc/numbers/removal-status/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count the numbers on their way out
         * @description Count the numbers on their way out
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["getRemovalSummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/oc/numbers/action/synchronize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Synchronize numbers with Microsoft
         * @description Reads the numbers that Microsoft holds, of one tenant or of all. New ones are kept with the source `ocsync`, and no SBC is touched for them; what changed there is renewed; numbers that are missing there are marked for removal, unless a task is at work on them or they were uploaded just now; what reappears is active again. The task tells how many of each. When so many are missing that the list itself is more likely to be wrong, none of the tenant is marked until somebody else has approved it (`approveTask`); `listBrakes` says how many that is.
         *
         *     Roles: Admin, Operator.
         */
        post: operations["synchronizeNumbers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/oc/numbers/action/upload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload numbers to a customer
         * @description Uploads numbers and ranges to the tenant at Microsoft and programs them on every SBC of the calling profile. Numbers already uploaded to this tenant are left as they are. Below the provider, the numbers must be allocated to the customer, or to the channel that asks.
         *
         *     Roles: Admin, Operator.
         */
        post: operations["uploadNumbers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/customer/{customerGuid}/addNewOnlinePstnGateway/{correlationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm that the DNS record of a gateway is there
         * @description The task of the gateway goes on at once. Confirming again is harmless, and lets Microsoft look for the record again.
         *
         *     Roles: Admin, Operator.
         */
        post: operations["confirmOnlinePstnGateway"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/customer/{customerGuid}/onlinepstngateway": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the online PSTN gateways of a customer
         * @description Those of its SIP connections, and those that were added and confirmed.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listOnlinePstnGateways"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/customer/{customerGuid}/addNewOnlinePstnGateway": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add an online PSTN gateway
         * @description Adds the FQDN as a domain to the tenant of the customer, through its token connection, which needs Domain.ReadWrite.All (and User.ReadWrite.All and Organization.Read.All for a derived trunk). The task says which DNS record is to be made, and so does the webhook `dnsConfirmation`; confirm it by the correlation id within 7 days. Microsoft then verifies the domain, and a user with a license makes it active for Teams and goes again. Cancel the task to take everything back.
         *
         *     Roles: Admin, Operator.
         */
        post: operations["addOnlinePstnGateway"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/customer/{customerGuid}/sitelocation/{siteGuid}/dialplan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the dial plans of a SIP connection
         * @description All dial plans of its SBC; with allDetails also the rules of the SIP connection in them. The SBC is asked, by a task that the answer's Location leads to, unless it was read within the last seconds (header Age). When it does not answer, what was read last is answered, with its Age; without any, 503. At most 120 requests a minute that ask Microsoft or an SBC.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listDialPlans"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/customer/{customerGuid}/sitelocation/{siteGuid}/dialplan/{dialPlanId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the rules of a SIP connection in a dial plan
         * @description The rules that belong to the SIP connection: those that were added for it, that carry the tag of its tenant, or its name. The SBC is asked, by a task that the answer's Location leads to, unless it was read within the last seconds (header Age). When it does not answer, what was read last is answered, with its Age; without any, 503. At most 120 requests a minute that ask Microsoft or an SBC.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["getDialPlan"];
        put?: never;
        post?: never;
        /**
         * Remove all rules of a SIP connection from a dial plan
         * @description The plan itself stays, and the rules of others in it. OCDialPlan follows the numbers and cannot be changed here.
         *
         *     Roles: Admin, Operator.
         */
        delete: operations["deleteDialPlan"];
        options?: never;
        head?: never;
        /**
         * Add and remove rules of a dial plan
         * @description Programs the SBC of the SIP connection; the task's outputData has a result for every rule. A rule that is there is unchanged, and so is one that is gone; a prefix with another tag, and a rule of somebody else, are never touched. Plan, numbers and tag of a new rule must be allocated to the customer. OCDialPlan follows the numbers and cannot be changed here.
         *
         *     Roles: Admin, Operator.
         */
        patch: operations["modifyDialPlan"];
        trace?: never;
    };
    "/api/v3/customer/{customerGuid}/sitelocation/{siteGuid}/dialplan/{dialPlanId}/match": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Say which rule a number would match
         * @description The rule that the device would pick: not the longest prefix but, digit by digit, the most special one, as the release of its firmware ranks them (7.2, or 7.4 and later); on a Kamailio, that of the whole number. The SBC is asked, by a task that the answer's Location leads to, unless it was read within the last seconds (header Age). When it does not answer, what was read last is answered, with its Age; without any, 503. At most 120 requests a minute that ask Microsoft or an SBC.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["matchDialPlan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/scripttemplates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List script templates
         * @description Built-in templates first, then the provider's own. Pages count from 0, as documented; a provider has a handful of templates, so that the list has numbered pages only.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listScriptTemplates"];
        put?: never;
        /**
         * Create or clone a script template
         * @description A script is refused, with line and column, when it has an unknown placeholder, an unclosed quote, a forbidden command or anything else that could not be run. A template for numbers (type 0) can be kept and previewed, but not be chosen for a SIP connection yet: numbers are programmed as 5000 and 5001 say.
         *
         *     Roles: Admin, Operator.
         */
        post: operations["createScriptTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/scripttemplates/{templateId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a script template
         * @description With its text, and what that comes to with example values.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["getScriptTemplate"];
        put?: never;
        post?: never;
        /**
         * Delete a script template
         * @description Delete a script template
         *
         *     Roles: Admin, Operator.
         */
        delete: operations["deleteScriptTemplate"];
        options?: never;
        head?: never;
        /**
         * Edit a script template
         * @description What is left out stays. What sites have on their SBCs already changes the next time they are programmed. Built-in templates are cloned instead.
         *
         *     Roles: Admin, Operator.
         */
        patch: operations["editScriptTemplate"];
        trace?: never;
    };
    "/api/v3/scripttemplates/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Judge and render a script without keeping it
         * @description Judge and render a script without keeping it
         *
         *     Roles: Admin, Operator.
         */
        post: operations["previewScript"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/customer/{customerGuid}/sitelocation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the SIP connections of a customer
         * @description List the SIP connections of a customer
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listSiteLocations"];
        put?: never;
        /**
         * Add a SIP connection
         * @description Adds a site of the customer on an SBC: its onboarding script makes two IP groups, `<name>-c` towards the carrier and `<name>-t` towards Teams. The fields may stand in `siteLocation` as well.
         *
         *     Roles: Admin, Operator.
         */
        post: operations["addSiteLocation"];
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Modify a SIP connection that the body names
         * @description Changes what the body names; all else stays. The SBC is programmed anew, and a site that moves to another SBC or gets another name leaves nothing behind. When that fails, it is all as before.
         *
         *     Roles: Admin, Operator.
         */
        patch: operations["modifySiteLocationOfCustomer"];
        trace?: never;
    };
    "/api/v3/sitelocation/{siteGuid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a SIP connection
         * @description One SIP connection (site location), with its values for the scripts. Passwords and customer variables are never shown.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["getSiteLocation"];
        put?: never;
        post?: never;
        /**
         * Delete a SIP connection
         * @description Takes away what the site has on its SBC, its rules in dial plans too, and then the site. The last site of a customer with numbers stays: release the numbers first.
         *
         *     Roles: Admin, Operator.
         */
        delete: operations["deleteSiteLocation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/customer/{customerGuid}/sitelocation/{siteGuid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Modify a SIP connection
         * @description Changes what the body names; all else stays. The SBC is programmed anew, and a site that moves to another SBC or gets another name leaves nothing behind. When that fails, it is all as before.
         *
         *     Roles: Admin, Operator.
         */
        patch: operations["modifySiteLocation"];
        trace?: never;
    };
    "/api/v3/oc/callingprofile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List calling profiles
         * @description Microsoft's calling profiles with their trunks and the SBCs that answer for them.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listCallingProfiles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/freeze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List freezes
         * @description Those that go on or are to come. Tasks that would change a device then wait before they change anything anywhere, and say until when; what had begun goes on to its end.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listFreezes"];
        put?: never;
        /**
         * Leave SBCs alone for a while
         * @description One device, what one customer has on any, or all. At most 31 days.
         *
         *     Roles: Admin.
         */
        post: operations["addFreeze"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/freeze/{freezeId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End a freeze
         * @description Tasks that wait for it go on within five minutes.
         *
         *     Roles: Admin.
         */
        delete: operations["endFreeze"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/sbc/{sbcId}/qualification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the qualification of an SBC
         * @description What a probe showed that it can do, compared with what rules of numbers need, and when it will be full. It is made when a device is registered, and again when it shows another firmware or serial number, or comes back empty.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["getSbcQualification"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/sbc/{sbcId}/action/qualify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Qualify an SBC for numbers
         * @description Writes five probe rules that match no number of anybody, finds them, sees them saved, and removes them. Unlike a test it changes the device for a moment.
         *
         *     Roles: Admin.
         */
        post: operations["qualifySbc"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/sbc/{sbcId}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List changes of an SBC
         * @description What tasks changed in its dial plans, the newest first; each was written down before it was made. They are kept for SBC_CHANGE_DAYS.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listSbcChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/sbc/{sbcId}/changes/{changeId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get one change of an SBC
         * @description With its rules.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["getSbcChange"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/sbc/{sbcId}/changes/{changeId}/action/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring an SBC back to before a change
         * @description Takes back this change and all later ones of ours, in one; rules of others stay. Plan it first with `changeId`. The records of numbers stay as they are.
         *
         *     Roles: Admin.
         */
        post: operations["undoSbcChanges"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/sbc/{sbcId}/action/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Plan a change of an SBC
         * @description Compares rules to add and to remove with what the device has now: what would come and go, what is foreign, how many rows are left, and the text that would be sent. Nothing is changed.
         *
         *     Roles: Admin, Operator.
         */
        post: operations["planSbcChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/sbc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List SBC devices
         * @description List SBC devices
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listSbcDevices"];
        put?: never;
        /**
         * Register an SBC
         * @description The password and the key are sealed before anything remembers them. The device is looked at at once; one that does not answer yet is registered all the same, and `findings` says why.
         *
         *     Roles: Admin.
         */
        post: operations["registerSbc"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/sbc/{sbcId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get one SBC
         * @description With everything that is not a secret, and its health.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["getSbcDevice"];
        put?: never;
        post?: never;
        /**
         * Remove an SBC
         * @description Refused while sites, numbers or tasks use it. The device itself is left as it is.
         *
         *     Roles: Admin.
         */
        delete: operations["removeSbc"];
        options?: never;
        head?: never;
        /**
         * Change an SBC
         * @description What is left out stays; an empty text takes an optional setting away. Credentials have an operation of their own, except those for another host.
         *
         *     Roles: Admin.
         */
        patch: operations["changeSbc"];
        trace?: never;
    };
    "/api/v3/sbc/{sbcId}/credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Rotate the credentials of an SBC
         * @description The device must accept the new ones before they replace the old ones.
         *
         *     Roles: Admin.
         */
        put: operations["rotateSbcCredentials"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/sbc/{sbcId}/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the health of an SBC
         * @description What a task last read of it, and how old that is. To have it read now, test the connection.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["getSbcHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/sbc/{sbcId}/action/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test the connection to an SBC
         * @description Looks at everything that programming needs, changes nothing, and says what to do about what is wrong.
         *
         *     Roles: Admin, Operator.
         */
        post: operations["testSbc"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/sbc/{sbcId}/action/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore the dial plans of an SBC
         * @description For a device that was replaced or came back with an old configuration: puts back every rule that the records say it holds, those of numbers and those of SIP connections, in one file per plan. Rules of others stay. The task waits for a device that is off; its outputData says for each plan what was missing, and what stands there with another tag and was left. Scripts of SIP connections are not run again.
         *
         *     Roles: Admin.
         */
        post: operations["restoreSbc"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/oc/callingprofile/sbc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Map calling profiles to SBC devices
         * @description Which SBCs carry the numbers of which calling profile; a profile without any cannot be used for uploads.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["mapCallingProfiles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/allocation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List allocations
         * @description What the nodes of the caller's part of the tree may use of what the provider has.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listAllocations"];
        put?: never;
        /**
         * Allocate something to a node
         * @description Lets a channel, a customer or a SIP connection use a range of numbers, a gateway, a tag, a proxy set, a dial plan or an SBC. What others have is refused; the provider may say why it is given all the same. A channel gives its customers of what it has itself. `outputData.AllocationId` of the task is the allocation.
         *
         *     Roles: Admin, Operator.
         */
        post: operations["addAllocation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/allocation/{allocationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get one allocation
         * @description Get one allocation
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["getAllocation"];
        put?: never;
        post?: never;
        /**
         * Take an allocation away
         * @description Nothing new can be made with it. What was made with it stays as it is.
         *
         *     Roles: Admin, Operator.
         */
        delete: operations["removeAllocation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what happened
         * @description The log of the caller's part of the tree: exactly ordered, without gaps. Keep `next` and send it as `after` to go on; nothing is left out and nothing comes before what was read, however many write at the same time. What was read comes again only if you ask for it again, so that keeping `next` together with what you did makes it exactly once. Events are kept for some weeks. `wait`, or `Prefer: wait=20`, has an empty answer wait for the next event. With `Accept: text/event-stream` events are sent as they come, from `Last-Event-ID` or `after` on, else from now on; a stream ends after some minutes, and browsers open the next one by themselves.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List webhooks
         * @description Those of the caller's part of the tree.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listWebhooks"];
        put?: never;
        /**
         * Have events sent to a URL
         * @description Sends the events of the caller's node as they come, signed after Standard Webhooks. Each is sent at least once and keeps its `webhook-id`; one that cannot be delivered is tried ten times in three days. A webhook to which nothing was delivered for three days is paused, and an event `webhook.paused` tells so. `outputData.WebhookId` of the task is its id.
         *
         *     Roles: Admin.
         */
        post: operations["addWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/webhooks/{webhookId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get one webhook
         * @description Get one webhook
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["getWebhook"];
        put?: never;
        post?: never;
        /**
         * Remove a webhook
         * @description Nothing is sent to it any more.
         *
         *     Roles: Admin.
         */
        delete: operations["removeWebhook"];
        options?: never;
        head?: never;
        /**
         * Change a webhook
         * @description Sets what it is sent and where, gives it a new secret, pauses it or has it go on.
         *
         *     Roles: Admin.
         */
        patch: operations["changeWebhook"];
        trace?: never;
    };
    "/api/v3/webhooks/{webhookId}/action/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a webhook
         * @description Sends it an event `webhook.test`; its deliveries show what it answered.
         *
         *     Roles: Admin.
         */
        post: operations["testWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/webhooks/{webhookId}/action/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send events to a webhook again
         * @description Of one event, or of a range: what was sent to it before is sent again, whatever became of it.
         *
         *     Roles: Admin.
         */
        post: operations["redeliverEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/webhooks/{webhookId}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what was sent to a webhook
         * @description The last event first, with what the receiver answered.
         *
         *     Roles: Admin.
         */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/brakes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List how much may be removed in one go
         * @description By action and tenant. A task that would do more is parked until somebody else approves it.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listBrakes"];
        /**
         * Set how much may be removed in one go
         * @description These, and the defaults for actions that are not named. Whatever they loosen has to be approved by somebody else: until then the old ones count.
         *
         *     Roles: Admin.
         */
        put: operations["setBrakes"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/callers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List applications that may call
         * @description Those of the caller's part of the tree, and when each of them last called.
         *
         *     Roles: Admin.
         */
        get: operations["listCallers"];
        put?: never;
        /**
         * Register an application
         * @description Lets an application of a directory call this API for a node of the tree, with at most this role. `outputData.CallerId` of the task is its registration.
         *
         *     Roles: Admin.
         */
        post: operations["addCaller"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/callers/{callerId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get one application
         * @description Get one application
         *
         *     Roles: Admin.
         */
        get: operations["getCaller"];
        put?: never;
        post?: never;
        /**
         * Remove an application
         * @description Its calls are refused within half a minute. What it asked for before goes on.
         *
         *     Roles: Admin.
         */
        delete: operations["removeCaller"];
        options?: never;
        head?: never;
        /**
         * Change an application
         * @description Disables or enables it, or sets its name, its role and its end. Its calls follow within half a minute.
         *
         *     Roles: Admin.
         */
        patch: operations["changeCaller"];
        trace?: never;
    };
    "/api/v3/ovoc/channel/action/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Assign a lead or a customer to a channel
         * @description Exactly one of `leadMsTenantId`, `leadId` and `umpCustomerGuid` says which. A lead must be Active, and belong to no other channel. 300 requests a minute, of all callers together.
         *
         *     Roles: Admin, Operator.
         */
        put: operations["assignChannel"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/ovoc/channel/action/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Remove a lead from its channel
         * @description The customer that was made from it goes along. A channel can be deleted when nothing belongs to it any more.
         *
         *     Roles: Admin, Operator.
         */
        put: operations["removeFromChannel"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/ovoc/channel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List channels
         * @description An application of a channel sees its own.
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["listChannels"];
        put?: never;
        /**
         * Add a channel
         * @description Answers when it is there.
         *
         *     Roles: Admin.
         */
        post: operations["addChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/ovoc/channel/{channelid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get one channel
         * @description Get one channel
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["getChannel"];
        put?: never;
        post?: never;
        /**
         * Delete a channel
         * @description Not while leads, customers or applications belong to it.
         *
         *     Roles: Admin.
         */
        delete: operations["deleteChannel"];
        options?: never;
        head?: never;
        /**
         * Change a channel
         * @description Change a channel
         *
         *     Roles: Admin.
         */
        patch: operations["changeChannel"];
        trace?: never;
    };
    "/api/v3/customer/{customerGuid}/connection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the connection to a customer's Microsoft tenant
         * @description Get the connection to a customer's Microsoft tenant
         *
         *     Roles: Admin, Operator, Monitor.
         */
        get: operations["getTokenConnection"];
        /**
         * Connect a customer's Microsoft tenant
         * @description The application is tried at Microsoft before it is kept; it replaces the one of before, with both its credentials. What it may read and change there is looked at afterwards, and told as `status`.
         *
         *     Roles: Admin, Operator.
         */
        put: operations["setTokenConnection"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/customer/{customerGuid}/connection/credential": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Give the application of a customer another credential
         * @description It is tried at Microsoft before it is kept, and follows the one in use: both are live until that is given up.
         *
         *     Roles: Admin, Operator.
         */
        put: operations["changeTokenCredential"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/customer/{customerGuid}/connection/credential/action/promote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give up the older credential of a customer's application
         * @description The one that follows becomes the only one; take the older one away at Microsoft then.
         *
         *     Roles: Admin, Operator.
         */
        post: operations["promoteTokenCredential"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what was asked for
         * @description Every request that changed something or was refused, every read of what secrets belong to, what tasks changed, as it was before and after, and the secrets that workers opened; for the caller's part of the tree.
         *
         *     Roles: Admin.
         */
        get: operations["listAuditEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export what was asked for as CSV
         * @description All that the filters let through, streamed, the newest first; as JSON lines with `Accept: application/x-ndjson`. Reading it is itself remembered.
         *
         *     Roles: Admin.
         */
        get: operations["exportAuditEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/bulk/load": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Load the rows of a workbook
         * @description Takes a workbook (XLSX) with the sheets of an export, or one of them as CSV, with up to 5000 rows. The sheets are read from left to right in their own order, whatever that of the file. Each row is the request of a single operation, and judged as that; rows that say what is so already ask for nothing. The tasks of up to 1000 requests become children of one task, sheet after sheet. A bad row does not stop the others. Correct what the result file says, and send it again.
         *
         *     Roles: Admin, Operator.
         */
        post: operations["loadSheets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/oc/numbers/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import numbers from a CSV file
         * @description Takes a CSV file, as it is or as a file of a form, and uploads its numbers to the tenants that its rows name. It has
         *     the columns of an export, in any order; `telephoneNumber`, `msTenantId`, `callingProfileId` and `usage` must
         *     be there, or one value for all rows in the query. What an export or a result adds is not looked at, so that both can
         *     be sent in again. UTF-8 or UTF-16; comma, semicolon and tab all part cells; a list in a cell is parted by blanks; an
         *     apostrophe before a + and `="+61395556880"` are forgiven. At most 100,000 rows and
         *     64 MB.
         *
         *     A file that cannot be read, a column that is missing or unknown, too many rows or none are refused, and nothing is
         *     changed. A bad row does **not** stop the good ones: the result names it by line and column, and `onlyIfAllValid`
         *     makes it stop them. Rows that ask the same are uploaded together, by tasks of their own; canceling the import keeps
         *     those from beginning that have not. Correct what `result.csv?only=failed` lists, and send it in.
         *
         *     Roles: Admin, Operator.
         */
        post: operations["importNumbers"];
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
        /**
         * @description What went wrong. Validation errors have `errors` and no `errorCode`, all others an `errorCode`.
         * @example {
         *       "errors": {
         *         "CallingProfile": [
         *           "Invalid CallingProfileId!"
         *         ]
         *       },
         *       "type": "https://tools.ietf.org/html/rfc7231#section-6.5.1",
         *       "title": "One or more validation errors occurred.",
         *       "status": 400,
         *       "traceId": "00-b0da85edb231924dee2cf223620f3e60-e788e6802f612a84-00"
         *     }
         */
        ProblemDetails: {
            /** @description The kind of error, as a URL; below `/problems` it leads to a page about it. */
            type: string;
            title: string;
            /** @description The HTTP status once more. */
            status: number;
            /** @description What was wrong with this request. */
            detail?: string;
            /** @description The path of the request. */
            instance?: string;
            /**
             * @description Stable; branch on this. More codes will come: go by the status of what you do not know.
             * @enum {string}
             */
            errorCode?: "validation_failed" | "syntax_error" | "tenant_id_invalid" | "lead_in_use" | "channel_not_assigned" | "idempotency_key_invalid" | "license_insufficient" | "connection_required" | "connection_broken" | "token_missing" | "token_invalid" | "caller_unknown" | "caller_disabled" | "role_missing" | "out_of_scope" | "not_allocated" | "request_unreadable" | "request_timeout" | "headers_too_large" | "route_not_found" | "method_not_allowed" | "channel_not_found" | "lead_not_found" | "caller_not_found" | "caller_exists" | "webhook_not_found" | "allocation_not_found" | "task_not_found" | "site_not_found" | "site_in_use" | "dial_plan_not_found" | "dial_plan_guarded" | "script_template_not_found" | "cursor_unknown" | "script_template_built_in" | "script_template_in_use" | "gateway_not_found" | "customer_not_found" | "civic_address_not_found" | "job_not_found" | "number_reserved" | "number_cooling" | "number_not_found" | "sbc_not_found" | "sbc_change_not_found" | "range_not_found" | "range_ended" | "range_taken" | "freeze_not_found" | "sbc_in_use" | "sbc_credentials_refused" | "operator_tenant_not_found" | "operator_tenant_taken" | "operator_tenant_in_use" | "credential_refused" | "credential_missing" | "data_sync_not_found" | "data_sync_is_default" | "number_order_not_found" | "consent_not_found" | "customer_document_not_found" | "build_template_not_found" | "build_template_is_default" | "build_template_changed" | "relationship_conflict" | "channel_in_use" | "customer_busy" | "customer_has_numbers" | "allocated_elsewhere" | "plan_not_found" | "plan_stale" | "approval_needed" | "repair_limit" | "number_busy" | "synchronization_running" | "task_finished" | "task_not_finished" | "nothing_to_retry" | "secrets_not_kept" | "task_not_parked" | "task_not_awaiting_approval" | "body_too_large" | "media_type_unsupported" | "idempotency_key_reused" | "rate_limited" | "internal_error" | "task_failed" | "task_unfinished" | "identity_unavailable" | "sbc_unavailable" | "database_unavailable";
            /** @description Name it when you ask us about this error. */
            errorTicket?: string;
            /** @description W3C trace id; also in our log and on the task. */
            traceId: string;
            /** @description Field → what is wrong with it. */
            errors?: {
                [key: string]: string[];
            };
        };
        /**
         * @description A difference between records, Microsoft and SBCs.
         * @example {
         *       "telephoneNumber": "+61395556880",
         *       "class": "missing_on_sbc",
         *       "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *       "sbcId": 8,
         *       "attributes": [],
         *       "since": "2026-11-30T09:00:00.000000Z",
         *       "changedAt": "2026-11-30T09:00:00.000000Z",
         *       "means": "It should be on an SBC that does not have it.",
         *       "liftedBy": "provider",
         *       "how": "Put the rule there.",
         *       "evidence": {
         *         "records": {
         *           "source": "webapi",
         *           "removalStatus": 0
         *         },
         *         "microsoft": null,
         *         "microsoftReadAt": "2026-11-30T08:59:00.000000Z",
         *         "sbc": null,
         *         "sbcReadAt": "2026-11-30T08:59:30.000000Z"
         *       }
         *     }
         */
        Drift: {
            /** @description The number; of a foreign rule its prefix. */
            telephoneNumber: string;
            /** @enum {string} */
            class: "records_only" | "microsoft_only" | "sbc_only" | "missing_on_sbc" | "other_tag" | "attribute_mismatch" | "stale_pending" | "consent_ended" | "no_sbc" | "foreign_rule";
            /** @description Whose number it is, or seems to be. */
            msTenantId: string | null;
            /** @description The SBC that it is about; null when it is about none. */
            sbcId: number | null;
            /** @description Of attribute_mismatch: tenant, callingProfile, usage, capabilities, civicAddress, location. */
            attributes: string[];
            /**
             * Format: date-time
             * @description When it was first found.
             */
            since: string;
            /**
             * Format: date-time
             * @description When what the sides say last changed.
             */
            changedAt: string;
            /** @description The class in words. */
            means: string;
            /**
             * @description Who can lift it.
             * @enum {string}
             */
            liftedBy: "provider" | "customer";
            /** @description What they can do. */
            how: string;
            evidence: components["schemas"]["DriftEvidence"];
        };
        /**
         * @description How many differences there are, by class, by tenant and by SBC.
         * @example {
         *       "total": 3,
         *       "classes": [
         *         {
         *           "class": "missing_on_sbc",
         *           "count": 3
         *         }
         *       ],
         *       "sbcs": [
         *         {
         *           "sbcId": 8,
         *           "count": 3
         *         }
         *       ],
         *       "tenants": [
         *         {
         *           "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *           "count": 3
         *         }
         *       ]
         *     }
         */
        DriftCounts: {
            /** @description How many differences. */
            total: number;
            classes: components["schemas"]["DriftCountsClasse"][];
            tenants: components["schemas"]["DriftCountsTenant"][];
            sbcs: components["schemas"]["DriftCountsSbc"][];
        };
        /** @description One page of differences, in the order of the numbers. */
        DriftPage: {
            /** @example 1 */
            currentPage: number;
            /** @example 200 */
            pageSize: number;
            /** @example 1 */
            totalPages: number;
            /**
             * @description Records on all pages.
             * @example 1
             */
            totalRecords: number;
            data: components["schemas"]["Drift"][];
            /**
             * @description Send it as `cursor` to go on behind this page; absent when there is none.
             * @example WyItY3JlYXRlVGltZSIsIjE4NTUxMSJd
             */
            next?: string;
        };
        /**
         * @description What is done about differences; that of a tenant comes before the general one.
         * @example {
         *       "policies": [
         *         {
         *           "class": "missing_on_sbc",
         *           "msTenantId": null,
         *           "mode": "repair",
         *           "hourlyMax": 500
         *         }
         *       ]
         *     }
         */
        DriftPolicies: {
            /** @description These and no others. */
            policies: components["schemas"]["DriftPoliciesPolicy"][];
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /**
         * @example {
         *       "class": "missing_on_sbc",
         *       "msTenantId": null,
         *       "mode": "repair",
         *       "hourlyMax": 500
         *     }
         */
        DriftPolicy: {
            /** @enum {string} */
            class: "records_only" | "microsoft_only" | "sbc_only" | "missing_on_sbc" | "other_tag" | "attribute_mismatch" | "stale_pending" | "consent_ended" | "no_sbc" | "foreign_rule";
            /** @description Only of this tenant; null: of all. */
            msTenantId?: string | null;
            /**
             * @description `report`: nothing is done. `approve`: a plan is applied when another application has approved it; so it is where nothing is said. `repair`: it is done by itself after each reading, and plans need no approval.
             * @enum {string}
             */
            mode: "report" | "approve" | "repair";
            /** @description How many numbers may be repaired within an hour; null: any. */
            hourlyMax?: number | null;
        };
        /**
         * @example {
         *       "side": "sbc",
         *       "msTenantId": null,
         *       "sbcId": 8,
         *       "numbers": 2000,
         *       "readFrom": "2026-11-30T08:59:30.000000Z",
         *       "readUntil": "2026-11-30T08:59:31.000000Z",
         *       "ageSeconds": 12,
         *       "failedAt": null,
         *       "failure": null
         *     }
         */
        DriftReading: {
            /** @enum {string} */
            side: "microsoft" | "sbc";
            /** @description The tenant that was read at Microsoft. */
            msTenantId: string | null;
            /** @description The SBC whose plan was read. */
            sbcId: number | null;
            /** @description How many numbers it showed. */
            numbers: number | null;
            /**
             * Format: date-time
             * @description When the last whole reading began: what happened since is not in it.
             */
            readFrom: string | null;
            /**
             * Format: date-time
             * @description When it ended.
             */
            readUntil: string | null;
            /** @description How long ago it began. */
            ageSeconds: number | null;
            /**
             * Format: date-time
             * @description When the last one came to nothing, if it did.
             */
            failedAt: string | null;
            /** @description Why. */
            failure: string | null;
        };
        /**
         * @example {
         *       "telephoneNumber": "+61395556880",
         *       "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *       "available": false,
         *       "decidedBy": "Tables of libphonenumber-js 1.13.16",
         *       "reasons": [
         *         {
         *           "code": "cooling",
         *           "message": "The number is cooling until 2026-12-24T00:00:00Z.",
         *           "until": "2026-12-24T00:00:00Z",
         *           "taskId": null,
         *           "liftedBy": "provider",
         *           "how": "Wait for its end, or the provider ends it early with a reason."
         *         }
         *       ]
         *     }
         */
        NumberAvailability: {
            telephoneNumber: string;
            msTenantId: string;
            /** @description Whether an upload to the tenant would be accepted now. */
            available: boolean;
            /** @description Which rule decided whether there is such a number: the tables, or an override of the provider. */
            decidedBy: string;
            /** @description Everything that speaks against it. */
            reasons: components["schemas"]["NumberAvailabilityReason"][];
        };
        /**
         * @description What each side says of a number, and when it said so.
         * @example {
         *       "telephoneNumber": "+61395556880",
         *       "records": {
         *         "source": "webapi",
         *         "removalStatus": 0
         *       },
         *       "drift": [],
         *       "seen": [
         *         {
         *           "side": "sbc",
         *           "msTenantId": null,
         *           "sbcId": 8,
         *           "seenAt": "2026-11-30T08:59:31.000000Z",
         *           "ageSeconds": 11,
         *           "facts": {
         *             "name": "Southern",
         *             "tag": "Trunk=c1a7e2d0-1111-4a61-9b01-0000000000a1"
         *           }
         *         }
         *       ]
         *     }
         */
        NumberSides: {
            telephoneNumber: string;
            /** @description What the records say; null: nothing. */
            records: {
                [key: string]: unknown;
            } | null;
            /** @description Where it was last seen, and what was said of it there. */
            seen: components["schemas"]["NumberSidesSeen"][];
            /** @description What differs. */
            drift: components["schemas"]["Drift"][];
        };
        /**
         * @example {
         *       "telephoneNumber": "+61395556880",
         *       "class": "missing_on_sbc",
         *       "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *       "sbcId": 8,
         *       "repair": "put-on-sbc",
         *       "where": "sbc",
         *       "why": "It should be on an SBC that does not have it.",
         *       "needsApproval": true,
         *       "outcome": "pending",
         *       "errorCode": null,
         *       "error": null
         *     }
         */
        RepairItem: {
            telephoneNumber: string;
            /** @enum {string} */
            class: "records_only" | "microsoft_only" | "sbc_only" | "missing_on_sbc" | "other_tag" | "attribute_mismatch" | "stale_pending" | "consent_ended" | "no_sbc" | "foreign_rule";
            msTenantId: string | null;
            sbcId: number | null;
            /**
             * @description What would be done; `none`: nothing.
             * @enum {string}
             */
            repair: "none" | "forget" | "adopt" | "release" | "upload" | "put-on-sbc" | "take-off-sbc" | "retag" | "change" | "accept" | "clear-mark";
            /**
             * @description On which side.
             * @enum {string|null}
             */
            where: "microsoft" | "sbc" | "records" | null;
            /** @description Why that, or why nothing. */
            why: string;
            needsApproval: boolean;
            /**
             * @description What became of it; `pending` before.
             * @enum {string}
             */
            outcome: "pending" | "succeeded" | "unchanged" | "failed" | "canceled" | "rolled-back";
            /** @description As the item of the task that did it has it. */
            errorCode: string | null;
            error: string | null;
        };
        /** @description One page of what a plan does, in the order of the numbers. */
        RepairItemPage: {
            /** @example 1 */
            currentPage: number;
            /** @example 200 */
            pageSize: number;
            /** @example 1 */
            totalPages: number;
            /**
             * @description Records on all pages.
             * @example 1
             */
            totalRecords: number;
            data: components["schemas"]["RepairItem"][];
            /**
             * @description Send it as `cursor` to go on behind this page; absent when there is none.
             * @example WyItY3JlYXRlVGltZSIsIjE4NTUxMSJd
             */
            next?: string;
        };
        /**
         * @description What would be done about differences.
         * @example {
         *       "planId": "drf_pln_0b9d6c1e-6d6f-4a35-9f0b-5f7a1c2d3e40",
         *       "state": "open",
         *       "fingerprint": "9f86d081884c7d659a2feaa0c55ad015",
         *       "needsApproval": true,
         *       "madeBy": "admin",
         *       "madeAt": "2026-11-30T09:00:00Z",
         *       "expiresAt": "2026-11-30T10:00:00Z",
         *       "approvedBy": null,
         *       "approvedAt": null,
         *       "appliedBy": null,
         *       "appliedAt": null,
         *       "effects": [
         *         {
         *           "repair": "put-on-sbc",
         *           "class": "missing_on_sbc",
         *           "count": 3,
         *           "succeeded": 0,
         *           "failed": 0
         *         }
         *       ]
         *     }
         */
        RepairPlan: {
            planId: string;
            /** @enum {string} */
            state: "open" | "approved" | "applied" | "expired";
            /** @description The digest of all that the plan was made of. */
            fingerprint: string;
            /** @description Whether another application must approve it before it is applied. */
            needsApproval: boolean;
            madeBy: string;
            /** Format: date-time */
            madeAt: string;
            /**
             * Format: date-time
             * @description From then on it cannot be applied.
             */
            expiresAt: string;
            approvedBy: string | null;
            /** Format: date-time */
            approvedAt: string | null;
            /** @description The task that applies it. */
            appliedBy: string | null;
            /** Format: date-time */
            appliedAt: string | null;
            /** @description All that would be done; once it is applied, with what became of it. */
            effects: components["schemas"]["RepairPlanEffect"][];
        };
        /**
         * @example {
         *       "classes": [
         *         "missing_on_sbc"
         *       ],
         *       "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1"
         *     }
         */
        RepairRequest: {
            /** @description Of these classes: records_only, microsoft_only, sbc_only, missing_on_sbc, other_tag, attribute_mismatch, stale_pending, consent_ended, no_sbc, foreign_rule. */
            classes?: ("records_only" | "microsoft_only" | "sbc_only" | "missing_on_sbc" | "other_tag" | "attribute_mismatch" | "stale_pending" | "consent_ended" | "no_sbc" | "foreign_rule")[];
            /** @description Of this tenant. */
            msTenantId?: string;
            /** @description About this SBC. */
            sbcId?: number;
            /** @description About these numbers. */
            phoneNumbers?: string[];
            /** @description About numbers of these ranges, both ends included. */
            phoneNumberRanges?: components["schemas"]["RepairRequestPhoneNumberRange"][];
            /** @description What is to be done about a class, where not the usual: such as `{"microsoft_only": "release"}`. */
            repairs?: {
                [key: string]: string;
            };
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /**
         * @example {
         *       "ticketId": "CHG-7"
         *     }
         */
        RepairUse: {
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /**
         * @description What the request would do, had it not asked with `validateOnly=true` or `Prefer: plan`. It was judged whole, as it would have been, by the records as they are; nothing was stored.
         * @example {
         *       "kind": "upload-numbers",
         *       "itemCount": 1,
         *       "items": [
         *         {
         *           "key": "+61395556880",
         *           "outcome": "succeeded",
         *           "code": null,
         *           "reason": null,
         *           "effects": [
         *             {
         *               "side": "microsoft",
         *               "sbcId": null,
         *               "action": "upload"
         *             },
         *             {
         *               "side": "sbc",
         *               "sbcId": 8,
         *               "action": "add_rule"
         *             }
         *           ]
         *         }
         *       ],
         *       "totals": {
         *         "microsoft upload": 1,
         *         "sbc 8 add_rule": 1
         *       },
         *       "approval": null,
         *       "notes": []
         *     }
         */
        RequestPlan: {
            /**
             * @description The kind of the task that the request would make.
             * @enum {string}
             */
            kind: "apply-repair" | "approve-repair" | "detect-drift" | "keep-drift-policy" | "plan-repair" | "repair-numbers" | "add-operator-tenant" | "change-operator-credential" | "change-operator-tenant" | "change-relationship" | "keep-data-sync" | "load-sheets" | "promote-operator-credential" | "remove-data-sync" | "remove-operator-tenant" | "synchronize-operator-tenant" | "test-operator-tenant" | "build-customer" | "build-customers" | "delete-customers" | "keep-build-template" | "remove-build-template" | "add-inventory-numbers" | "add-named-range" | "apply-inventory-audit" | "audit-inventory" | "cool-numbers" | "describe-inventory-numbers" | "describe-named-range" | "end-cooling" | "end-reservation" | "extend-reservation" | "keep-cooling-policy" | "merge-named-ranges" | "move-inventory-numbers" | "remove-inventory-numbers" | "remove-named-range" | "reserve-numbers" | "split-named-range" | "create-customer" | "create-lead" | "delete-customer" | "delete-lead" | "fill-civic-addresses" | "synchronize-leads" | "validate-tenant" | "change-licence" | "provision-user" | "synchronize-users" | "unassign-numbers" | "change-numbers" | "change-removal-status" | "import-numbers" | "keep-numbering-overrides" | "pull-civic-addresses" | "release-numbers" | "synchronize-numbers" | "upload-numbers" | "add-gateway" | "confirm-gateway" | "add-site" | "create-script-template" | "delete-script-template" | "delete-site" | "edit-dial-plan" | "edit-script-template" | "modify-site" | "read-dial-plans" | "change-sbc" | "end-freeze" | "examine-sbc" | "keep-freeze" | "plan-sbc-change" | "qualify-sbc" | "register-sbc" | "remove-sbc" | "restore-sbc" | "rotate-sbc-credentials" | "undo-sbc-changes" | "add-allocation" | "remove-allocation" | "keep-webhook" | "remove-webhook" | "send-events" | "add-caller" | "add-channel" | "assign-channel" | "change-caller" | "change-channel" | "change-token-credential" | "delete-channel" | "keep-brakes" | "promote-token-credential" | "remove-caller" | "set-token-connection";
            /** @description How many numbers, or other things, it would be about. */
            itemCount: number;
            /** @description Each of them; null where only the task can tell what becomes of them. */
            items: components["schemas"]["RequestPlanItem"][] | null;
            /** @description How often something would be done: `microsoft upload`, `sbc 8 add_rule` … */
            totals: {
                [key: string]: number;
            };
            /** @description What somebody else than who asks would have to approve before the task goes on, by the brakes as they are; null where nothing, or where only the task can tell. */
            approval: components["schemas"]["RequestPlanApproval"] | null;
            /** @description What is not known before the task runs. */
            notes: string[];
        };
        /**
         * @description A durable unit of work.
         * @example {
         *       "id": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *       "status": "CompletedSuccess",
         *       "details": [
         *         "NumbersUploaded"
         *       ],
         *       "executionMessages": [
         *         {
         *           "level": "Information",
         *           "message": "Input is valid.",
         *           "step": "validate",
         *           "at": "2023-09-28T12:14:22.120000Z"
         *         },
         *         {
         *           "level": "Information",
         *           "message": "All uploaded numbers are not present in Microsoft context.",
         *           "step": "look-at-microsoft",
         *           "at": "2023-09-28T12:14:25.120000Z"
         *         },
         *         {
         *           "level": "Information",
         *           "message": "Site GRXRATNEUZMNZ found.",
         *           "step": "find-site",
         *           "at": "2023-09-28T12:14:28.120000Z"
         *         },
         *         {
         *           "level": "Information",
         *           "message": "Number(s) accepted by Microsoft.",
         *           "step": "send-to-microsoft",
         *           "at": "2023-09-28T12:14:31.120000Z"
         *         },
         *         {
         *           "level": "Information",
         *           "message": "UploadToAccount job status: Success.",
         *           "step": "await-microsoft",
         *           "at": "2023-09-28T12:14:34.120000Z"
         *         },
         *         {
         *           "level": "Information",
         *           "message": "Moving on",
         *           "step": "confirm",
         *           "at": "2023-09-28T12:14:37.120000Z"
         *         },
         *         {
         *           "level": "Information",
         *           "message": "Telephone numbers programmed in SBC. 8",
         *           "step": "program-sbcs",
         *           "at": "2023-09-28T12:14:40.120000Z"
         *         },
         *         {
         *           "level": "Information",
         *           "message": "Workflow completed.",
         *           "step": "complete",
         *           "at": "2023-09-28T12:14:43.120000Z"
         *         }
         *       ],
         *       "outputData": {
         *         "CreateTime": "2023-09-28T12:14:21.511115Z",
         *         "CompleteTime": "2023-09-28T12:14:47.263514Z",
         *         "OcUploadNumberResult": "NumbersUploaded",
         *         "WorkflowVersion": 3,
         *         "SbcIdList": [
         *           8
         *         ],
         *         "MsJobWhenUpdated": "2023-09-28T12:14:46.0908199+00:00",
         *         "MsJobId": "899c58a5-92df-4e93-a142-a35e72b7b743",
         *         "MsJobStatus": "Success"
         *       },
         *       "createTime": "2023-09-28T12:14:21.511115Z",
         *       "completeTime": "2023-09-28T12:14:47.263514Z",
         *       "cancellationRequested": false,
         *       "totalNumbersCount": 1,
         *       "kind": "upload-numbers",
         *       "step": null,
         *       "parked": false,
         *       "awaitsApproval": null,
         *       "ticketId": null,
         *       "traceId": "00-b0da85edb231924dee2cf223620f3e60-e788e6802f612a84-00",
         *       "retryOf": null,
         *       "parentId": null
         *     }
         */
        Task: {
            /** @example wup_d4b23bb0-3b8a-4966-a368-fef9667d019f */
            id: string;
            /**
             * @description InProgress until the task is over.
             * @enum {string}
             */
            status: "InProgress" | "CompletedSuccess" | "CompletedWithErrors" | "Failed" | "Canceled";
            /** @description The result in one word, when the task is over. */
            details: (string | null)[];
            /** @description What happened, in order. */
            executionMessages: components["schemas"]["TaskExecutionMessage"][];
            /** @description Results; the keys depend on the kind of the task. */
            outputData: components["schemas"]["ApplyRepairOutput"] | components["schemas"]["ApproveRepairOutput"] | components["schemas"]["DetectDriftOutput"] | components["schemas"]["KeepDriftPolicyOutput"] | components["schemas"]["PlanRepairOutput"] | components["schemas"]["RepairNumbersOutput"] | components["schemas"]["AddOperatorTenantOutput"] | components["schemas"]["ChangeOperatorCredentialOutput"] | components["schemas"]["ChangeOperatorTenantOutput"] | components["schemas"]["ChangeRelationshipOutput"] | components["schemas"]["KeepDataSyncOutput"] | components["schemas"]["LoadSheetsOutput"] | components["schemas"]["PromoteOperatorCredentialOutput"] | components["schemas"]["RemoveDataSyncOutput"] | components["schemas"]["RemoveOperatorTenantOutput"] | components["schemas"]["SynchronizeOperatorTenantOutput"] | components["schemas"]["TestOperatorTenantOutput"] | components["schemas"]["BuildCustomerOutput"] | components["schemas"]["BuildCustomersOutput"] | components["schemas"]["DeleteCustomersOutput"] | components["schemas"]["KeepBuildTemplateOutput"] | components["schemas"]["RemoveBuildTemplateOutput"] | components["schemas"]["AddInventoryNumbersOutput"] | components["schemas"]["AddNamedRangeOutput"] | components["schemas"]["ApplyInventoryAuditOutput"] | components["schemas"]["AuditInventoryOutput"] | components["schemas"]["CoolNumbersOutput"] | components["schemas"]["DescribeInventoryNumbersOutput"] | components["schemas"]["DescribeNamedRangeOutput"] | components["schemas"]["EndCoolingOutput"] | components["schemas"]["EndReservationOutput"] | components["schemas"]["ExtendReservationOutput"] | components["schemas"]["KeepCoolingPolicyOutput"] | components["schemas"]["MergeNamedRangesOutput"] | components["schemas"]["MoveInventoryNumbersOutput"] | components["schemas"]["RemoveInventoryNumbersOutput"] | components["schemas"]["RemoveNamedRangeOutput"] | components["schemas"]["ReserveNumbersOutput"] | components["schemas"]["SplitNamedRangeOutput"] | components["schemas"]["CreateCustomerOutput"] | components["schemas"]["CreateLeadOutput"] | components["schemas"]["DeleteCustomerOutput"] | components["schemas"]["DeleteLeadOutput"] | components["schemas"]["FillCivicAddressesOutput"] | components["schemas"]["SynchronizeLeadsOutput"] | components["schemas"]["ValidateTenantOutput"] | components["schemas"]["ChangeLicenceOutput"] | components["schemas"]["ProvisionUserOutput"] | components["schemas"]["SynchronizeUsersOutput"] | components["schemas"]["UnassignNumbersOutput"] | components["schemas"]["ChangeNumbersOutput"] | components["schemas"]["ChangeRemovalStatusOutput"] | components["schemas"]["ImportNumbersOutput"] | components["schemas"]["KeepNumberingOverridesOutput"] | components["schemas"]["PullCivicAddressesOutput"] | components["schemas"]["ReleaseNumbersOutput"] | components["schemas"]["SynchronizeNumbersOutput"] | components["schemas"]["UploadNumbersOutput"] | components["schemas"]["AddGatewayOutput"] | components["schemas"]["ConfirmGatewayOutput"] | components["schemas"]["AddSiteOutput"] | components["schemas"]["CreateScriptTemplateOutput"] | components["schemas"]["DeleteScriptTemplateOutput"] | components["schemas"]["DeleteSiteOutput"] | components["schemas"]["EditDialPlanOutput"] | components["schemas"]["EditScriptTemplateOutput"] | components["schemas"]["ModifySiteOutput"] | components["schemas"]["ReadDialPlansOutput"] | components["schemas"]["ChangeSbcOutput"] | components["schemas"]["EndFreezeOutput"] | components["schemas"]["ExamineSbcOutput"] | components["schemas"]["KeepFreezeOutput"] | components["schemas"]["PlanSbcChangeOutput"] | components["schemas"]["QualifySbcOutput"] | components["schemas"]["RegisterSbcOutput"] | components["schemas"]["RemoveSbcOutput"] | components["schemas"]["RestoreSbcOutput"] | components["schemas"]["RotateSbcCredentialsOutput"] | components["schemas"]["UndoSbcChangesOutput"] | components["schemas"]["AddAllocationOutput"] | components["schemas"]["RemoveAllocationOutput"] | components["schemas"]["KeepWebhookOutput"] | components["schemas"]["RemoveWebhookOutput"] | components["schemas"]["SendEventsOutput"] | components["schemas"]["AddCallerOutput"] | components["schemas"]["AddChannelOutput"] | components["schemas"]["AssignChannelOutput"] | components["schemas"]["ChangeCallerOutput"] | components["schemas"]["ChangeChannelOutput"] | components["schemas"]["ChangeTokenCredentialOutput"] | components["schemas"]["DeleteChannelOutput"] | components["schemas"]["KeepBrakesOutput"] | components["schemas"]["PromoteTokenCredentialOutput"] | components["schemas"]["RemoveCallerOutput"] | components["schemas"]["SetTokenConnectionOutput"];
            /** Format: date-time */
            createTime: string;
            /** Format: date-time */
            completeTime: string | null;
            cancellationRequested: boolean | null;
            /** @description Numbers the task is about. */
            totalNumbersCount: number;
            /**
             * @description What it does. More kinds will come: pass over what you do not know.
             * @example upload-numbers
             * @enum {string}
             */
            kind: "apply-repair" | "approve-repair" | "detect-drift" | "keep-drift-policy" | "plan-repair" | "repair-numbers" | "add-operator-tenant" | "change-operator-credential" | "change-operator-tenant" | "change-relationship" | "keep-data-sync" | "load-sheets" | "promote-operator-credential" | "remove-data-sync" | "remove-operator-tenant" | "synchronize-operator-tenant" | "test-operator-tenant" | "build-customer" | "build-customers" | "delete-customers" | "keep-build-template" | "remove-build-template" | "add-inventory-numbers" | "add-named-range" | "apply-inventory-audit" | "audit-inventory" | "cool-numbers" | "describe-inventory-numbers" | "describe-named-range" | "end-cooling" | "end-reservation" | "extend-reservation" | "keep-cooling-policy" | "merge-named-ranges" | "move-inventory-numbers" | "remove-inventory-numbers" | "remove-named-range" | "reserve-numbers" | "split-named-range" | "create-customer" | "create-lead" | "delete-customer" | "delete-lead" | "fill-civic-addresses" | "synchronize-leads" | "validate-tenant" | "change-licence" | "provision-user" | "synchronize-users" | "unassign-numbers" | "change-numbers" | "change-removal-status" | "import-numbers" | "keep-numbering-overrides" | "pull-civic-addresses" | "release-numbers" | "synchronize-numbers" | "upload-numbers" | "add-gateway" | "confirm-gateway" | "add-site" | "create-script-template" | "delete-script-template" | "delete-site" | "edit-dial-plan" | "edit-script-template" | "modify-site" | "read-dial-plans" | "change-sbc" | "end-freeze" | "examine-sbc" | "keep-freeze" | "plan-sbc-change" | "qualify-sbc" | "register-sbc" | "remove-sbc" | "restore-sbc" | "rotate-sbc-credentials" | "undo-sbc-changes" | "add-allocation" | "remove-allocation" | "keep-webhook" | "remove-webhook" | "send-events" | "add-caller" | "add-channel" | "assign-channel" | "change-caller" | "change-channel" | "change-token-credential" | "delete-channel" | "keep-brakes" | "promote-token-credential" | "remove-caller" | "set-token-connection";
            /** @description The step that is being worked on; null when the task is over. */
            step: string | null;
            /** @description The task is not run any more until a person decides: releases, cancels, approves or closes it. */
            parked: boolean;
            /** @description What somebody else than who asked for the task has to approve or refuse before it goes on. */
            awaitsApproval: components["schemas"]["TaskAwaitsApproval"] | null;
            ticketId: string | null;
            /** @description The W3C trace of the request that made it. */
            traceId: string | null;
            /** @description The task whose failed numbers this one tries again. */
            retryOf: string | null;
            /** @description The task that made this one as a part of its own work. */
            parentId: string | null;
        };
        /**
         * @example {
         *       "reason": "The customer has left.",
         *       "ticketId": "CHG-7"
         *     }
         */
        TaskApproval: {
            /** @description Why; the task keeps it. */
            reason?: string;
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /**
         * @description What became of one number of a task.
         * @example {
         *       "taskId": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *       "number": "+61395556880",
         *       "outcome": "failed",
         *       "step": "await-microsoft",
         *       "code": "CountryNotConsented",
         *       "reason": "The consent does not cover the country.",
         *       "errorCode": "CountryNotConsented",
         *       "error": "The consent does not cover the country."
         *     }
         */
        TaskItem: {
            /** @description The task whose number it is: the one that was asked for, or a child of it. */
            taskId: string;
            number: string;
            /**
             * @description What became of the number.
             * @enum {string}
             */
            outcome: "pending" | "succeeded" | "unchanged" | "failed" | "canceled" | "rolled-back";
            /** @description The step that decided the outcome. */
            step: string | null;
            /** @description Why the outcome is so. Of a success: what of the request was not done, such as `not_held` for a number that there was nothing to release of, or `held_differently` for one that was there with other settings. A word of ours, or the code of Microsoft's refusal as it came; so there is no list of them. */
            code: string | null;
            /** @description The same as a sentence. */
            reason: string | null;
            /** @description The code of a failure: a word of ours, or Microsoft's as it came; so there is no list of them. */
            errorCode: string | null;
            /** @description The reason of a failure. */
            error: string | null;
        };
        /** @description One page of the numbers of a task. */
        TaskItemPage: {
            /** @example 1 */
            currentPage: number;
            /** @example 200 */
            pageSize: number;
            /** @example 1 */
            totalPages: number;
            /**
             * @description Records on all pages.
             * @example 1
             */
            totalRecords: number;
            data: components["schemas"]["TaskItem"][];
            /**
             * @description Send it as `cursor` to go on behind this page; absent when there is none.
             * @example WyItY3JlYXRlVGltZSIsIjE4NTUxMSJd
             */
            next?: string;
        };
        /** @description One page of tasks. */
        TaskPage: {
            /** @example 1 */
            currentPage: number;
            /** @example 200 */
            pageSize: number;
            /** @example 1 */
            totalPages: number;
            /**
             * @description Records on all pages.
             * @example 1
             */
            totalRecords: number;
            data: components["schemas"]["Task"][];
            /**
             * @description Send it as `cursor` to go on behind this page; absent when there is none.
             * @example WyItY3JlYXRlVGltZSIsIjE4NTUxMSJd
             */
            next?: string;
            /**
             * @description Whether there are no more than `totalRecords` says.
             * @example true
             */
            isTotalExact: boolean;
        };
        /**
         * @description The task that was made; the header Location leads to it.
         * @example {
         *       "taskId": "wup_c14a0a55-fcc5-4598-b405-c978e7da1af4"
         *     }
         */
        TaskReference: {
            /** @description Read it at `task/{taskId}`. */
            taskId: string;
        };
        /**
         * @example {
         *       "reason": "Microsoft is asked first.",
         *       "ticketId": "CHG-7"
         *     }
         */
        TaskRefusal: {
            /** @description Why; the task keeps it. */
            reason: string;
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /**
         * @description What became of a workbook that was sent in.
         * @example {
         *       "taskId": "blk_0199c0de-0000-7000-8000-000000000000",
         *       "status": "CompletedWithErrors",
         *       "rows": {
         *         "total": 3,
         *         "succeeded": 1,
         *         "unchanged": 1,
         *         "failed": 1,
         *         "pending": 0
         *       },
         *       "failures": [
         *         {
         *           "sheet": "UploadRanges",
         *           "line": 2,
         *           "error": "CallingProfile: Invalid CallingProfileId!",
         *           "taskId": null
         *         }
         *       ]
         *     }
         */
        BulkLoad: {
            taskId: string;
            /** @enum {string} */
            status: "InProgress" | "CompletedSuccess" | "CompletedWithErrors" | "Failed" | "Canceled";
            rows: components["schemas"]["BulkLoadRows"];
            /** @description The first hundred; the result file has all. */
            failures: components["schemas"]["BulkLoadFailure"][];
        };
        /**
         * @description How something that Microsoft has became what it is.
         * @example {
         *       "at": "2026-11-30T09:00:00.000000Z",
         *       "key": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *       "change": "changed",
         *       "before": {
         *         "status": "Active",
         *         "relationship": null,
         *         "consentedCountries": [
         *           "AU"
         *         ]
         *       },
         *       "after": {
         *         "status": "Suspended",
         *         "relationship": null,
         *         "consentedCountries": [
         *           "AU"
         *         ]
         *       },
         *       "taskId": "oct_syn_c14a0a55-fcc5-4598-b405-c978e7da1af4",
         *       "caller": "dialplane"
         *     }
         */
        CatalogueChange: {
            /** Format: date-time */
            at: string;
            /** @description Tenant id, or calling profile id; usage behind the tenant that has it; address behind its tenant. */
            key: string;
            /** @enum {string} */
            change: "added" | "changed" | "removed";
            before: {
                [key: string]: unknown;
            } | null;
            after: {
                [key: string]: unknown;
            } | null;
            taskId: string | null;
            caller: string | null;
        };
        /** @description One page of changes, newest first. */
        CatalogueChangePage: {
            /** @example 1 */
            currentPage: number;
            /** @example 200 */
            pageSize: number;
            /** @example 1 */
            totalPages: number;
            /**
             * @description Records on all pages.
             * @example 1
             */
            totalRecords: number;
            data: components["schemas"]["CatalogueChange"][];
            /**
             * @description Send it as `cursor` to go on behind this page; absent when there is none.
             * @example WyItY3JlYXRlVGltZSIsIjE4NTUxMSJd
             */
            next?: string;
        };
        /**
         * @example {
         *       "taskId": "rel_chg_c14a0a55-fcc5-4598-b405-c978e7da1af4",
         *       "status": "CompletedSuccess",
         *       "tenantId": "c1a7e2d0-3333-4a61-9b01-0000000000c3",
         *       "relationshipStatus": "AgreementSigned",
         *       "reason": "Signed on 30 November",
         *       "changedAt": "2026-11-30T09:00:00.0000000Z"
         *     }
         */
        ConsentRelationship: {
            taskId: string;
            /**
             * @description InProgress when it takes longer; follow the task then.
             * @example CompletedSuccess
             * @enum {string}
             */
            status: "InProgress" | "CompletedSuccess" | "CompletedWithErrors" | "Failed" | "Canceled";
            tenantId: string;
            /** @description What Microsoft has. */
            relationshipStatus: string | null;
            reason: string | null;
            /** Format: date-time */
            changedAt: string | null;
        };
        /**
         * @description What is read from an Operator Connect tenant, and when.
         * @example {
         *       "syncId": "3f0b9c52-5a3e-4a8e-9a51-0c5d9f6f7a11",
         *       "operatorTenantId": "0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40",
         *       "deviceName": "Operator Connect Europe",
         *       "deviceType": "Microsoft Operator Connect",
         *       "name": "SyncMSOperatorConnectNumber",
         *       "description": "Numbers only.",
         *       "syncType": "pull",
         *       "modelTypes": [
         *         "Numbers"
         *       ],
         *       "tenantIds": [],
         *       "numberPrefixes": [],
         *       "adds": true,
         *       "changes": true,
         *       "removes": true,
         *       "removalMax": null,
         *       "removalPercentMax": null,
         *       "isDefault": true,
         *       "schedule": "30 2 * * *",
         *       "timeZone": "UTC",
         *       "nextRunAt": "2026-12-01T02:30:00Z",
         *       "lastRun": null,
         *       "createdAt": "2026-11-01T09:00:00Z",
         *       "changedAt": "2026-11-01T09:00:00Z"
         *     }
         */
        DataSync: {
            syncId: string;
            operatorTenantId: string;
            /** @description Name of the Operator Connect tenant. */
            deviceName: string;
            /** @enum {string} */
            deviceType: "Microsoft Operator Connect";
            name: string;
            description: string | null;
            /** @enum {string} */
            syncType: "pull" | "purge";
            modelTypes: ("PartnerOperatorConsents" | "TenantCallingProfiles" | "NumberUsageCapabilities" | "PartnerCivicAddress" | "Numbers")[];
            tenantIds: string[];
            numberPrefixes: string[];
            adds: boolean;
            changes: boolean;
            removes: boolean;
            removalMax: number | null;
            /** @description null: no limit beside the brakes. */
            removalPercentMax: number | null;
            /** @description It came with the Operator Connect tenant and goes with it. */
            isDefault: boolean;
            schedule: string | null;
            timeZone: string;
            /** Format: date-time */
            nextRunAt: string | null;
            /** @description The last run that is kept. */
            lastRun: components["schemas"]["DataSyncLastRun"] | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            changedAt: string;
        };
        /**
         * @example {
         *       "taskId": "dsy_kep_c14a0a55-fcc5-4598-b405-c978e7da1af4",
         *       "status": "CompletedSuccess"
         *     }
         */
        DataSyncAnswer: {
            taskId: string;
            /**
             * @description InProgress when it takes longer; follow the task then.
             * @example CompletedSuccess
             * @enum {string}
             */
            status: "InProgress" | "CompletedSuccess" | "CompletedWithErrors" | "Failed" | "Canceled";
            sync?: components["schemas"]["DataSyncDetails"];
        };
        /**
         * @description What is left out stays.
         * @example {
         *       "schedule": "30 2 * * *",
         *       "timeZone": "Europe/Berlin",
         *       "removalMax": 500
         *     }
         */
        DataSyncChange: {
            /**
             * @description A name that no other data sync of the Operator Connect tenant has.
             * @example Numbers of Contoso every night
             */
            name?: string;
            /** @description Free text; an empty one takes it away. */
            description?: string;
            /**
             * @description `pull` brings the records in line with Microsoft; `purge` takes what was synchronized out of them.
             * @enum {string}
             */
            syncType?: "pull" | "purge";
            /** @description Sorts of records, in the order in which they are read. */
            modelTypes?: ("PartnerOperatorConsents" | "TenantCallingProfiles" | "NumberUsageCapabilities" | "PartnerCivicAddress" | "Numbers")[];
            /** @description Only records of these tenants of customers; empty: of all. */
            tenantIds?: string[];
            /**
             * @description Only numbers that begin so; empty: all.
             * @example [
             *       "+613"
             *     ]
             */
            numberPrefixes?: string[];
            /** @description Whether records are added. */
            adds?: boolean;
            /** @description Whether records are changed. */
            changes?: boolean;
            /** @description Whether records are removed, or marked for removal. */
            removes?: boolean;
            /** @description A run that would remove more of a sort waits for an approval. `listBrakes` has limits beside it. */
            removalMax?: number;
            /** @description The same in percent of what is held; it counts from 100 records on. */
            removalPercentMax?: number;
            /**
             * @description When it runs by itself: cron with five fields. An empty text: only when somebody asks.
             * @example 30 2 * * *
             */
            schedule?: string;
            /**
             * @description Of the schedule; UTC unless you say so.
             * @example UTC
             */
            timeZone?: string;
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /**
         * @example {
         *       "syncId": "3f0b9c52-5a3e-4a8e-9a51-0c5d9f6f7a11",
         *       "operatorTenantId": "0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40",
         *       "deviceName": "Operator Connect Europe",
         *       "deviceType": "Microsoft Operator Connect",
         *       "name": "SyncMSOperatorConnectNumber",
         *       "description": "Numbers only.",
         *       "syncType": "pull",
         *       "modelTypes": [
         *         "Numbers"
         *       ],
         *       "tenantIds": [],
         *       "numberPrefixes": [],
         *       "adds": true,
         *       "changes": true,
         *       "removes": true,
         *       "removalMax": null,
         *       "removalPercentMax": null,
         *       "isDefault": true,
         *       "schedule": "30 2 * * *",
         *       "timeZone": "UTC",
         *       "nextRunAt": "2026-12-01T02:30:00Z",
         *       "lastRun": null,
         *       "createdAt": "2026-11-01T09:00:00Z",
         *       "changedAt": "2026-11-01T09:00:00Z",
         *       "nextRuns": [
         *         "2026-12-01T02:30:00Z"
         *       ]
         *     }
         */
        DataSyncDetails: {
            syncId: string;
            operatorTenantId: string;
            /** @description Name of the Operator Connect tenant. */
            deviceName: string;
            /** @enum {string} */
            deviceType: "Microsoft Operator Connect";
            name: string;
            description: string | null;
            /** @enum {string} */
            syncType: "pull" | "purge";
            modelTypes: ("PartnerOperatorConsents" | "TenantCallingProfiles" | "NumberUsageCapabilities" | "PartnerCivicAddress" | "Numbers")[];
            tenantIds: string[];
            numberPrefixes: string[];
            adds: boolean;
            changes: boolean;
            removes: boolean;
            removalMax: number | null;
            /** @description null: no limit beside the brakes. */
            removalPercentMax: number | null;
            /** @description It came with the Operator Connect tenant and goes with it. */
            isDefault: boolean;
            schedule: string | null;
            timeZone: string;
            /** Format: date-time */
            nextRunAt: string | null;
            /** @description The last run that is kept. */
            lastRun: components["schemas"]["DataSyncLastRun"] | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            changedAt: string;
            /** @description The next five, if it has a schedule. */
            nextRuns: string[];
        };
        /** @description One page of data syncs. */
        DataSyncPage: {
            /** @example 1 */
            currentPage: number;
            /** @example 200 */
            pageSize: number;
            /** @example 1 */
            totalPages: number;
            /**
             * @description Records on all pages.
             * @example 1
             */
            totalRecords: number;
            data: components["schemas"]["DataSync"][];
            /**
             * @description Send it as `cursor` to go on behind this page; absent when there is none.
             * @example WyItY3JlYXRlVGltZSIsIjE4NTUxMSJd
             */
            next?: string;
        };
        /**
         * @example {
         *       "dryRun": true
         *     }
         */
        DataSyncRun: {
            /** @description Only says what it would do. Default: false. */
            dryRun?: boolean;
            /** @description In place of that of the data sync. */
            removalMax?: number;
            /** @description In place of that of the data sync. */
            removalPercentMax?: number;
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /**
         * @example {
         *       "operatorTenantId": "0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40",
         *       "name": "Numbers of Contoso every night",
         *       "modelTypes": [
         *         "Numbers"
         *       ],
         *       "tenantIds": [
         *         "c1a7e2d0-1111-4a61-9b01-0000000000a1"
         *       ],
         *       "schedule": "30 2 * * *",
         *       "timeZone": "Europe/Berlin"
         *     }
         */
        NewDataSync: {
            /**
             * @description A name that no other data sync of the Operator Connect tenant has.
             * @example Numbers of Contoso every night
             */
            name: string;
            /** @description Free text; an empty one takes it away. */
            description?: string;
            /**
             * @description `pull` brings the records in line with Microsoft; `purge` takes what was synchronized out of them.
             * @enum {string}
             */
            syncType?: "pull" | "purge";
            /** @description Sorts of records, in the order in which they are read. */
            modelTypes: ("PartnerOperatorConsents" | "TenantCallingProfiles" | "NumberUsageCapabilities" | "PartnerCivicAddress" | "Numbers")[];
            /** @description Only records of these tenants of customers; empty: of all. */
            tenantIds?: string[];
            /**
             * @description Only numbers that begin so; empty: all.
             * @example [
             *       "+613"
             *     ]
             */
            numberPrefixes?: string[];
            /** @description Whether records are added. */
            adds?: boolean;
            /** @description Whether records are changed. */
            changes?: boolean;
            /** @description Whether records are removed, or marked for removal. */
            removes?: boolean;
            /** @description A run that would remove more of a sort waits for an approval. `listBrakes` has limits beside it. */
            removalMax?: number;
            /** @description The same in percent of what is held; it counts from 100 records on. */
            removalPercentMax?: number;
            /**
             * @description When it runs by itself: cron with five fields. An empty text: only when somebody asks.
             * @example 30 2 * * *
             */
            schedule?: string;
            /**
             * @description Of the schedule; UTC unless you say so.
             * @example UTC
             */
            timeZone?: string;
            /** @description Your service request; kept on the task. */
            ticketId?: string;
            /**
             * @description The Operator Connect tenant that is read.
             * @example 0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40
             */
            operatorTenantId: string;
        };
        /**
         * @example {
         *       "name": "Operator Connect Europe",
         *       "tenantId": "0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40",
         *       "clientId": "7d1f6f0a-3c55-4b62-8a0e-2f9d8c7b6a51",
         *       "version": "v1.0",
         *       "clientSecret": "a client secret",
         *       "clientSecretExpiresAt": "2027-01-31T00:00:00Z",
         *       "syncMsOperatorConnect": true
         *     }
         */
        NewOperatorTenant: {
            /**
             * @description A name that no other one has.
             * @example Operator Connect Europe
             */
            name: string;
            /** @description Free text; an empty one takes it away. */
            description?: string;
            /**
             * @description Application (client) id of the app registration.
             * @example 7d1f6f0a-3c55-4b62-8a0e-2f9d8c7b6a51
             */
            clientId: string;
            /**
             * @description Version of the operator API, such as `v1.0`; an empty text means that of the deployment.
             * @example v1.0
             */
            version?: string;
            /**
             * @description The Microsoft cloud of the tenant; `global` unless you say otherwise.
             * @enum {string}
             */
            cloud?: "global" | "us-government" | "us-government-dod" | "china";
            /** @description Outbound proxy, `http://[user:password@]host[:port]`; used where `httpsProxy` is not set. */
            httpProxy?: string;
            /**
             * @description Outbound proxy for HTTPS, which is what Microsoft speaks. Kept sealed; an empty text takes it away.
             * @example http://proxy.dialplane.example:3128
             */
            httpsProxy?: string;
            /** @description Whether everything is read from Microsoft after it was added or changed; false unless you say so. */
            syncMsOperatorConnect?: boolean;
            /** @description A client secret. Kept sealed, and never shown again. */
            clientSecret?: string;
            /**
             * @description When the secret ends, ISO 8601; we warn from 30 days before.
             * @example 2027-01-31T00:00:00Z
             */
            clientSecretExpiresAt?: string;
            /** @description PEM of a certificate that the app registration knows. */
            certificate?: string;
            /** @description PEM of its RSA key. Kept sealed, and never shown again. */
            privateKey?: string;
            /** @description true: the token in the file that AZURE_FEDERATED_TOKEN_FILE names proves the application. */
            federated?: boolean;
            /** @description true: the identity of the machine in Azure proves the application. */
            managedIdentity?: boolean;
            /**
             * @description Directory (tenant) id of the operator itself.
             * @example 0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40
             */
            tenantId: string;
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /**
         * @example {
         *       "orderId": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *       "type": "order",
         *       "source": "task",
         *       "tenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *       "customerId": "d0000000-0000-4000-8000-0000000000a1",
         *       "customerName": "Southern Cross Logistics",
         *       "locatedAt": "Customer",
         *       "productContext": "teams",
         *       "status": "CompletedSuccess",
         *       "jobIds": [
         *         "899c58a5-92df-4e93-a142-a35e72b7b743"
         *       ],
         *       "taskId": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *       "caller": "a0000000-0000-4000-8000-000000000001",
         *       "ticketId": "SR-7",
         *       "totalNumbersCount": 10,
         *       "succeededCount": 10,
         *       "unchangedCount": 0,
         *       "failedCount": 0,
         *       "orderedAt": "2026-11-30T09:00:00.000000Z",
         *       "finishedAt": "2026-11-30T09:00:32.000000Z",
         *       "rangeCount": 1,
         *       "ranges": [
         *         {
         *           "start": "+61395551000",
         *           "end": "+61395551009",
         *           "count": 10,
         *           "outcome": "succeeded",
         *           "code": null,
         *           "reason": null
         *         }
         *       ]
         *     }
         */
        NumberOrder: {
            orderId: string;
            /** @enum {string} */
            type: "order" | "release";
            /**
             * @description task: it was asked of us. sync: it was found at Microsoft, and somebody else has asked for it there.
             * @enum {string}
             */
            source: "task" | "sync";
            tenantId: string;
            customerId: string | null;
            customerName: string | null;
            /**
             * @description Customer, if one has the tenant now; else Provider.
             * @enum {string}
             */
            locatedAt: "Provider" | "Customer";
            productContext: string;
            /**
             * @description How it ended.
             * @enum {string}
             */
            status: "CompletedSuccess" | "CompletedWithErrors" | "Failed" | "Canceled";
            /** @description Jobs at Microsoft. */
            jobIds: string[];
            /** @description The task, which may be kept for less long. */
            taskId: string | null;
            /** @description The application that asked for it. */
            caller: string | null;
            ticketId: string | null;
            totalNumbersCount: number;
            succeededCount: number;
            unchangedCount: number;
            failedCount: number;
            /** Format: date-time */
            orderedAt: string;
            /** Format: date-time */
            finishedAt: string;
            /** @description In a list the first 20; an order by itself shows all. */
            ranges: components["schemas"]["NumberOrderRange"][];
            rangeCount: number;
        };
        /** @description One page of orders or releases. */
        NumberOrderPage: {
            /** @example 1 */
            currentPage: number;
            /** @example 200 */
            pageSize: number;
            /** @example 1 */
            totalPages: number;
            /**
             * @description Records on all pages.
             * @example 1
             */
            totalRecords: number;
            data: components["schemas"]["NumberOrder"][];
            /**
             * @description Send it as `cursor` to go on behind this page; absent when there is none.
             * @example WyItY3JlYXRlVGltZSIsIjE4NTUxMSJd
             */
            next?: string;
        };
        /**
         * @description What a number may be used for, and the capabilities that come with it.
         * @example {
         *       "usage": "CallingUserAssignment",
         *       "name": "capability-plan",
         *       "tenantId": null,
         *       "offerTypes": [
         *         "Calling"
         *       ],
         *       "mandatoryCapabilities": [
         *         "UserAssignment"
         *       ],
         *       "choosableCapabilities": [
         *         "InboundCalling",
         *         "OutboundCalling"
         *       ],
         *       "supportsTollFree": false
         *     }
         */
        NumberUsageCapability: {
            usage: string;
            name: string;
            /** @description null: it holds for every tenant that has none of its own. */
            tenantId: string | null;
            offerTypes: string[];
            mandatoryCapabilities: string[];
            choosableCapabilities: string[];
            supportsTollFree: boolean;
        };
        /** @description One page of number usage capabilities. */
        NumberUsageCapabilityPage: {
            /** @example 1 */
            currentPage: number;
            /** @example 200 */
            pageSize: number;
            /** @example 1 */
            totalPages: number;
            /**
             * @description Records on all pages.
             * @example 1
             */
            totalRecords: number;
            data: components["schemas"]["NumberUsageCapability"][];
            /**
             * @description Send it as `cursor` to go on behind this page; absent when there is none.
             * @example WyItY3JlYXRlVGltZSIsIjE4NTUxMSJd
             */
            next?: string;
        };
        /**
         * @description A calling profile with all that Microsoft says of it.
         * @example {
         *       "callingProfileId": "5f3fbb3b-df9b-483d-b294-c7eb01e22aac",
         *       "name": "Asia-Pacific",
         *       "device": "Operator Connect Europe",
         *       "environment": "Production",
         *       "region": "APAC",
         *       "carrier": "Demo Operator",
         *       "isEmergencyProfile": false,
         *       "emergencyProfileId": null,
         *       "emergencyDialStrings": [
         *         "000"
         *       ],
         *       "trunks": [
         *         {
         *           "id": "b1a7e2d0-1111-4a61-9b01-0000000000a1",
         *           "fqdn": "oc1.sbc.dialplane.example"
         *         }
         *       ],
         *       "numbersHeld": 20,
         *       "seenAt": "2026-11-30T09:00:00.000000Z"
         *     }
         */
        OperatorCallingProfile: {
            callingProfileId: string;
            name: string;
            /** @description Name of the Operator Connect tenant that showed it. */
            device: string | null;
            environment: string | null;
            region: string | null;
            carrier: string | null;
            isEmergencyProfile: boolean;
            emergencyProfileId: string | null;
            emergencyDialStrings: string[];
            trunks: components["schemas"]["OperatorCallingProfileTrunk"][];
            /** @description Numbers that were uploaded with it. */
            numbersHeld: number;
            /** Format: date-time */
            seenAt: string | null;
        };
        /** @description One page of calling profiles. */
        OperatorCallingProfilePage: {
            /** @example 1 */
            currentPage: number;
            /** @example 200 */
            pageSize: number;
            /** @example 1 */
            totalPages: number;
            /**
             * @description Records on all pages.
             * @example 1
             */
            totalRecords: number;
            data: components["schemas"]["OperatorCallingProfile"][];
            /**
             * @description Send it as `cursor` to go on behind this page; absent when there is none.
             * @example WyItY3JlYXRlVGltZSIsIjE4NTUxMSJd
             */
            next?: string;
        };
        /**
         * @description Exactly one credential.
         * @example {
         *       "clientSecret": "the next client secret",
         *       "clientSecretExpiresAt": "2027-03-31T00:00:00Z"
         *     }
         */
        OperatorCredential: {
            /** @description A client secret. Kept sealed, and never shown again. */
            clientSecret?: string;
            /**
             * @description When the secret ends, ISO 8601; we warn from 30 days before.
             * @example 2027-01-31T00:00:00Z
             */
            clientSecretExpiresAt?: string;
            /** @description PEM of a certificate that the app registration knows. */
            certificate?: string;
            /** @description PEM of its RSA key. Kept sealed, and never shown again. */
            privateKey?: string;
            /** @description true: the token in the file that AZURE_FEDERATED_TOKEN_FILE names proves the application. */
            federated?: boolean;
            /** @description true: the identity of the machine in Azure proves the application. */
            managedIdentity?: boolean;
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /**
         * @example {
         *       "gate": "token",
         *       "result": "failed",
         *       "message": "Entra refused a token: invalid_client. Compare tenant id, client id and credential with the app registration."
         *     }
         */
        OperatorGate: {
            /**
             * @description In this order.
             * @enum {string}
             */
            gate: "network" | "proxy" | "tls" | "token" | "role" | "application" | "api";
            /**
             * @description Skipped behind a gate that failed.
             * @enum {string}
             */
            result: "passed" | "failed" | "skipped";
            /** @description What was found, and what to do. */
            message: string;
        };
        /**
         * @description A tenant at which the provider is an operator, with everything that is not a secret.
         * @example {
         *       "tenantId": "0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40",
         *       "name": "Operator Connect Europe",
         *       "description": null,
         *       "clientId": "7d1f6f0a-3c55-4b62-8a0e-2f9d8c7b6a51",
         *       "version": "v1.0",
         *       "cloud": "global",
         *       "httpProxy": null,
         *       "httpsProxy": "http://proxy.dialplane.example:3128",
         *       "syncMsOperatorConnect": true,
         *       "credential": {
         *         "type": "secret",
         *         "expiresAt": "2027-01-31T00:00:00.000Z",
         *         "thumbprint": null
         *       },
         *       "nextCredential": null,
         *       "acceptedCredential": "current",
         *       "testedAt": "2026-11-30T09:00:00.000Z",
         *       "gates": [],
         *       "synchronizedAt": "2026-11-30T09:00:00.000Z",
         *       "createdAt": "2026-11-01T09:00:00.000Z",
         *       "changedAt": "2026-11-01T09:00:00.000Z"
         *     }
         */
        OperatorTenant: {
            tenantId: string;
            name: string;
            description: string | null;
            clientId: string;
            /** @description null: that of the deployment. */
            version: string | null;
            /** @enum {string} */
            cloud: "global" | "us-government" | "us-government-dod" | "china";
            /** @description `***@` stands for a user and a password. */
            httpProxy: string | null;
            /** @description `***@` stands for a user and a password. */
            httpsProxy: string | null;
            syncMsOperatorConnect: boolean;
            credential: components["schemas"]["OperatorTenantCredential"] | null;
            nextCredential: components["schemas"]["OperatorTenantCredential"] | null;
            /**
             * @description Which of the two Microsoft took last.
             * @enum {string}
             */
            acceptedCredential: "current" | "next";
            /** Format: date-time */
            testedAt: string | null;
            gates: components["schemas"]["OperatorGate"][];
            /** Format: date-time */
            synchronizedAt: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            changedAt: string;
        };
        /**
         * @example {
         *       "taskId": "oct_syn_c14a0a55-fcc5-4598-b405-c978e7da1af4",
         *       "status": "CompletedSuccess",
         *       "counts": {
         *         "callingProfiles": {
         *           "added": 1,
         *           "changed": 0,
         *           "removed": 0,
         *           "unchanged": 2
         *         }
         *       }
         *     }
         */
        OperatorTenantAnswer: {
            taskId: string;
            /**
             * @description InProgress when it takes longer; follow the task then.
             * @example CompletedSuccess
             * @enum {string}
             */
            status: "InProgress" | "CompletedSuccess" | "CompletedWithErrors" | "Failed" | "Canceled";
            tenant?: components["schemas"]["OperatorTenant"];
            gates?: components["schemas"]["OperatorGate"][];
            /** @description What a synchronization came to, by what was read: consents, callingProfiles, capabilityPlans, civicAddresses, numbers. */
            counts?: {
                [key: string]: components["schemas"]["OperatorTenantAnswerCount"];
            };
        };
        /**
         * @description What is left out stays; the credential has an operation of its own.
         * @example {
         *       "description": "Customers in Europe",
         *       "httpsProxy": "http://proxy.dialplane.example:3128"
         *     }
         */
        OperatorTenantChange: {
            /**
             * @description A name that no other one has.
             * @example Operator Connect Europe
             */
            name?: string;
            /** @description Free text; an empty one takes it away. */
            description?: string;
            /**
             * @description Application (client) id of the app registration.
             * @example 7d1f6f0a-3c55-4b62-8a0e-2f9d8c7b6a51
             */
            clientId?: string;
            /**
             * @description Version of the operator API, such as `v1.0`; an empty text means that of the deployment.
             * @example v1.0
             */
            version?: string;
            /**
             * @description The Microsoft cloud of the tenant; `global` unless you say otherwise.
             * @enum {string}
             */
            cloud?: "global" | "us-government" | "us-government-dod" | "china";
            /** @description Outbound proxy, `http://[user:password@]host[:port]`; used where `httpsProxy` is not set. */
            httpProxy?: string;
            /**
             * @description Outbound proxy for HTTPS, which is what Microsoft speaks. Kept sealed; an empty text takes it away.
             * @example http://proxy.dialplane.example:3128
             */
            httpsProxy?: string;
            /** @description Whether everything is read from Microsoft after it was added or changed; false unless you say so. */
            syncMsOperatorConnect?: boolean;
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /** @description One page of Operator Connect tenants. */
        OperatorTenantPage: {
            /** @example 1 */
            currentPage: number;
            /** @example 200 */
            pageSize: number;
            /** @example 1 */
            totalPages: number;
            /**
             * @description Records on all pages.
             * @example 1
             */
            totalRecords: number;
            data: components["schemas"]["OperatorTenant"][];
            /**
             * @description Send it as `cursor` to go on behind this page; absent when there is none.
             * @example WyItY3JlYXRlVGltZSIsIjE4NTUxMSJd
             */
            next?: string;
        };
        /**
         * @description A number that its consent does not cover any more.
         * @example {
         *       "number": "+61395551000",
         *       "country": "AU",
         *       "tenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *       "customerId": "d0000000-0000-4000-8000-0000000000a1",
         *       "customerName": "Southern Cross Logistics",
         *       "assignmentStatus": "UserAssigned",
         *       "reason": "ConsentRemoved",
         *       "since": "2026-11-30T09:00:00.000000Z"
         *     }
         */
        OrphanNumber: {
            number: string;
            country: string | null;
            tenantId: string;
            customerId: string | null;
            customerName: string | null;
            assignmentStatus: string | null;
            /** @enum {string} */
            reason: "NoConsent" | "ConsentRemoved" | "ConsentSuspended" | "CountryNotConsented" | "ContractTerminated" | "ConsentDeclined";
            /**
             * Format: date-time
             * @description When the consent was last changed.
             */
            since: string | null;
        };
        /** @description One page of numbers without consent. */
        OrphanNumberPage: {
            /** @example 1 */
            currentPage: number;
            /** @example 200 */
            pageSize: number;
            /** @example 1 */
            totalPages: number;
            /**
             * @description Records on all pages.
             * @example 1
             */
            totalRecords: number;
            data: components["schemas"]["OrphanNumber"][];
            /**
             * @description Send it as `cursor` to go on behind this page; absent when there is none.
             * @example WyItY3JlYXRlVGltZSIsIjE4NTUxMSJd
             */
            next?: string;
        };
        /**
         * @description An emergency address of one of the tenants that consented.
         * @example {
         *       "tenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *       "customerId": "d0000000-0000-4000-8000-0000000000a1",
         *       "customerName": "Southern Cross Logistics",
         *       "numbersHeld": 20,
         *       "seenAt": "2026-11-30T09:00:00.000000Z",
         *       "address": {
         *         "id": "815aa0c1-cc95-425f-8315-11757c906aec",
         *         "country": "AU",
         *         "houseNumber": "120",
         *         "houseNumberSuffix": "",
         *         "preDirectional": "",
         *         "streetName": "Collins",
         *         "streetSuffix": "Street",
         *         "postDirectional": "",
         *         "stateOrProvince": "VIC",
         *         "countyOrDistrict": "",
         *         "cityOrTown": "Melbourne",
         *         "cityOrTownAlias": "",
         *         "postalOrZipCode": "3000",
         *         "description": "Melbourne head office",
         *         "companyName": "Southern Cross Logistics",
         *         "companyId": "",
         *         "defaultLocationId": "2671b55f-1cf5-4dcd-89f6-ef73f08f006e",
         *         "validationStatus": "Validated",
         *         "tenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *         "partnerId": "",
         *         "latitude": "-37.81502",
         *         "longitude": "144.96966",
         *         "locations": [
         *           {
         *             "id": "2671b55f-1cf5-4dcd-89f6-ef73f08f006e",
         *             "civicAddressId": "815aa0c1-cc95-425f-8315-11757c906aec",
         *             "description": "",
         *             "additionalInfo": "",
         *             "isDefault": true,
         *             "elin": ""
         *           },
         *           {
         *             "id": "b4ab2322-20a5-4c7b-89ae-acf70b78944a",
         *             "civicAddressId": "815aa0c1-cc95-425f-8315-11757c906aec",
         *             "description": "Level 3",
         *             "additionalInfo": "Level 3",
         *             "isDefault": false,
         *             "elin": ""
         *           }
         *         ]
         *       }
         *     }
         */
        PartnerCivicAddress: {
            /** @description The tenant that set it up. */
            tenantId: string;
            /** @description null: the tenant is no customer yet. */
            customerId: string | null;
            customerName: string | null;
            /** @description Numbers that have this address at Microsoft. */
            numbersHeld: number;
            /**
             * Format: date-time
             * @description When it was last found to be new or changed.
             */
            seenAt: string;
            address: components["schemas"]["CivicAddress"];
        };
        /** @description One page of civic addresses of all tenants. */
        PartnerCivicAddressPage: {
            /** @example 1 */
            currentPage: number;
            /** @example 200 */
            pageSize: number;
            /** @example 1 */
            totalPages: number;
            /**
             * @description Records on all pages.
             * @example 1
             */
            totalRecords: number;
            data: components["schemas"]["PartnerCivicAddress"][];
            /**
             * @description Send it as `cursor` to go on behind this page; absent when there is none.
             * @example WyItY3JlYXRlVGltZSIsIjE4NTUxMSJd
             */
            next?: string;
        };
        /**
         * @description What a tenant said to us as its operator.
         * @example {
         *       "tenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *       "companyName": "Southern Cross Logistics",
         *       "latestConsentStatus": "Active",
         *       "consentedOn": "2025-03-10T07:21:45.123456Z",
         *       "relationshipStatus": "AgreementSigned",
         *       "comment": "Signed on 30 November",
         *       "lastModifiedOn": "2025-03-10T07:21:45.123456Z",
         *       "productContext": "teams",
         *       "locatedAt": "Customer",
         *       "customerId": "d0000000-0000-4000-8000-0000000000a1",
         *       "customerName": "Southern Cross Logistics",
         *       "device": "Operator Connect Europe",
         *       "consentedCountries": [
         *         "AU"
         *       ]
         *     }
         */
        PartnerConsent: {
            /** @description Microsoft tenant id of the customer. */
            tenantId: string;
            companyName: string | null;
            /**
             * @description As Microsoft has it.
             * @enum {string}
             */
            latestConsentStatus: "Active" | "NotActive" | "Suspended" | "Removed";
            /** Format: date-time */
            consentedOn: string | null;
            /** @description Our side: ConsentAcknowledged, CustomerContacted, AgreementSigned, ConsentDeclined or ContractTerminated. */
            relationshipStatus: string | null;
            comment: string | null;
            /** Format: date-time */
            lastModifiedOn: string | null;
            productContext: string;
            /**
             * @description Customer, once one has the tenant; Provider before and after.
             * @enum {string}
             */
            locatedAt: "Provider" | "Customer";
            customerId: string | null;
            customerName: string | null;
            /** @description Name of the Operator Connect tenant that showed it last. */
            device: string | null;
            consentedCountries: string[];
        };
        /**
         * @example {
         *       "tenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *       "companyName": "Southern Cross Logistics",
         *       "latestConsentStatus": "Active",
         *       "consentedOn": "2025-03-10T07:21:45.123456Z",
         *       "relationshipStatus": "AgreementSigned",
         *       "comment": "Signed on 30 November",
         *       "lastModifiedOn": "2025-03-10T07:21:45.123456Z",
         *       "productContext": "teams",
         *       "locatedAt": "Customer",
         *       "customerId": "d0000000-0000-4000-8000-0000000000a1",
         *       "customerName": "Southern Cross Logistics",
         *       "device": "Operator Connect Europe",
         *       "consentedCountries": [
         *         "AU"
         *       ],
         *       "candidates": [],
         *       "countries": [
         *         {
         *           "country": "AU",
         *           "isConsented": true,
         *           "numbersHeld": 20
         *         }
         *       ],
         *       "contacts": [
         *         {
         *           "fullName": "Ruby Walker",
         *           "email": "ruby.walker@southerncross.example",
         *           "phoneNumber": null,
         *           "companyName": "Southern Cross Logistics",
         *           "companySize": "L250_U999"
         *         }
         *       ]
         *     }
         */
        PartnerConsentDetails: {
            /** @description Microsoft tenant id of the customer. */
            tenantId: string;
            companyName: string | null;
            /**
             * @description As Microsoft has it.
             * @enum {string}
             */
            latestConsentStatus: "Active" | "NotActive" | "Suspended" | "Removed";
            /** Format: date-time */
            consentedOn: string | null;
            /** @description Our side: ConsentAcknowledged, CustomerContacted, AgreementSigned, ConsentDeclined or ContractTerminated. */
            relationshipStatus: string | null;
            comment: string | null;
            /** Format: date-time */
            lastModifiedOn: string | null;
            productContext: string;
            /**
             * @description Customer, once one has the tenant; Provider before and after.
             * @enum {string}
             */
            locatedAt: "Provider" | "Customer";
            customerId: string | null;
            customerName: string | null;
            /** @description Name of the Operator Connect tenant that showed it last. */
            device: string | null;
            consentedCountries: string[];
            contacts: components["schemas"]["PartnerConsentDetailsContact"][];
            /** @description Countries that were consented to, and those that numbers are held of; null: not known. */
            countries: components["schemas"]["PartnerConsentDetailsCountry"][];
            /** @description Who may be meant by a consent that no customer has; at most ten. */
            candidates: components["schemas"]["PartnerConsentDetailsCandidate"][];
        };
        /** @description One page of consents. */
        PartnerConsentPage: {
            /** @example 1 */
            currentPage: number;
            /** @example 200 */
            pageSize: number;
            /** @example 1 */
            totalPages: number;
            /**
             * @description Records on all pages.
             * @example 1
             */
            totalRecords: number;
            data: components["schemas"]["PartnerConsent"][];
            /**
             * @description Send it as `cursor` to go on behind this page; absent when there is none.
             * @example WyItY3JlYXRlVGltZSIsIjE4NTUxMSJd
             */
            next?: string;
        };
        /**
         * @example {
         *       "relationshipStatus": "AgreementSigned",
         *       "reason": "Signed on 30 November"
         *     }
         */
        RelationshipChange: {
            /**
             * @description What it is to be.
             * @enum {string}
             */
            relationshipStatus: "ConsentAcknowledged" | "CustomerContacted" | "AgreementSigned" | "ConsentDeclined" | "ContractTerminated";
            /** @description Told to Microsoft; needed for ConsentDeclined and ContractTerminated. */
            reason?: string;
            /** @description Your service request; told to Microsoft as well. */
            ticketId?: string;
        };
        /**
         * @description How something is that we depend on.
         * @example {
         *       "kind": "sbc",
         *       "id": "8",
         *       "name": "SBC 8",
         *       "state": "away",
         *       "breaker": "open",
         *       "since": "2026-11-30T07:00:00Z",
         *       "retryAt": "2026-11-30T07:00:30Z",
         *       "reason": "SBC 8 did not answer.",
         *       "lastSuccessAt": "2026-11-30T06:59:31Z",
         *       "operations": []
         *     }
         */
        UpstreamState: {
            /**
             * @description microsoft: the operator API, for one of its tenants; graph: the tenant of a customer; sbc: a device; keys: where the keys are read that tokens are verified with.
             * @enum {string}
             */
            kind: "microsoft" | "graph" | "sbc" | "keys";
            /** @description Id of the tenant or of the SBC; of keys the host. */
            id: string;
            /** @description As people know it. */
            name: string;
            /**
             * @description away: it did not answer, or cannot do its work; degraded: some of it is left alone for a while, or it is served from what was read before; unknown: it was never asked.
             * @enum {string}
             */
            state: "ok" | "degraded" | "away" | "unknown";
            /**
             * @description open: calls wait, because the last ones failed; one is tried at `retryAt`.
             * @enum {string}
             */
            breaker: "closed" | "open";
            /**
             * Format: date-time
             * @description Since when it is not ok.
             */
            since: string | null;
            /**
             * Format: date-time
             * @description When it is tried again.
             */
            retryAt: string | null;
            /** @description What went wrong last. */
            reason: string | null;
            /**
             * Format: date-time
             * @description When it last did what it was asked, as known.
             */
            lastSuccessAt: string | null;
            /** @description What of it is left alone for a while; empty: all, or nothing. */
            operations: string[];
        };
        /**
         * @description What documents of customers, or ranges of numbers in them, may leave unsaid.
         * @example {
         *       "name": "Acme_Usage",
         *       "version": 2,
         *       "type": "NumberUsage",
         *       "isDefault": false,
         *       "description": null,
         *       "clonedFrom": "Default_OC_CallingUser_Assignment@1",
         *       "settings": {
         *         "usage": "CallingUserAssignment",
         *         "capabilities": [
         *           "InboundCalling"
         *         ]
         *       },
         *       "createdAt": "2026-11-30T08:00:00Z"
         *     }
         */
        BuildTemplate: {
            /**
             * @description Unique, whatever the case of its letters.
             * @example Acme_CFT
             */
            name: string;
            /** @description Grows by one with each edit; a version never changes. */
            version: number;
            /** @enum {string} */
            type: "Customer" | "NumberUsage";
            /** @description It comes with the program: clone it to change it. */
            isDefault: boolean;
            description: string | null;
            /** @description The template it began as, and its version then. */
            clonedFrom: string | null;
            settings: components["schemas"]["BuildTemplateSettings"];
            /**
             * Format: date-time
             * @description When this version was made.
             */
            createdAt: string | null;
        };
        /**
         * @description What a change of a template came to.
         * @example {
         *       "taskId": "btm_0199c0de-0000-7000-8000-000000000000",
         *       "template": null
         *     }
         */
        BuildTemplateAnswer: {
            taskId: string;
            /** @description As it is now; null when it is removed. */
            template: components["schemas"]["BuildTemplateAnswerTemplate"] | null;
        };
        /**
         * @example {
         *       "name": "Acme_Usage"
         *     }
         */
        BuildTemplateClone: {
            /**
             * @description Unique, whatever the case of its letters.
             * @example Acme_CFT
             */
            name: string;
            description?: string;
            /** @description Which version; default the newest. */
            version?: number;
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /**
         * @description What two templates, or two versions of one, say differently.
         * @example {
         *       "from": "Acme_Usage@1",
         *       "to": "Acme_Usage@2",
         *       "differences": [
         *         {
         *           "setting": "capabilities",
         *           "from": [
         *             "InboundCalling",
         *             "OutboundCalling"
         *           ],
         *           "to": [
         *             "InboundCalling"
         *           ]
         *         }
         *       ]
         *     }
         */
        BuildTemplateComparison: {
            /** @example Acme_Usage@1 */
            from: string;
            /** @example Acme_Usage@2 */
            to: string;
            /** @description Settings that differ; null where a side says nothing. */
            differences: components["schemas"]["BuildTemplateComparisonDifference"][];
        };
        /**
         * @description All settings of the next version.
         * @example {
         *       "version": 1,
         *       "settings": {
         *         "usage": "CallingUserAssignment",
         *         "capabilities": [
         *           "InboundCalling"
         *         ]
         *       }
         *     }
         */
        BuildTemplateEdit: {
            settings: components["schemas"]["BuildTemplateSettings"];
            description?: string;
            /** @description The version that was edited; refused when there is a newer one. */
            version?: number;
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /** @description One page of templates. */
        BuildTemplatePage: {
            /** @example 1 */
            currentPage: number;
            /** @example 200 */
            pageSize: number;
            /** @example 1 */
            totalPages: number;
            /**
             * @description Records on all pages.
             * @example 1
             */
            totalRecords: number;
            data: components["schemas"]["BuildTemplate"][];
        };
        /**
         * @description What was accepted.
         * @example {
         *       "taskId": "cbd_0199c0de-0000-7000-8000-000000000000",
         *       "plan": [
         *         {
         *           "msTenantId": "c1a7e2d0-3333-4a61-9b01-0000000000c3",
         *           "customerShortName": "Acme_01",
         *           "parts": [
         *             {
         *               "key": "customer",
         *               "kind": "create-customer",
         *               "stage": 1,
         *               "about": "Acme_01, with the site Head_Office",
         *               "numberRanges": []
         *             }
         *           ],
         *           "notes": []
         *         }
         *       ]
         *     }
         */
        CustomerBuildAnswer: {
            /** @description The task; null for `Validate`, which begins nothing. */
            taskId: string | null;
            /** @description What the task does. Null when a repeated request is answered: the task tells it. */
            plan: components["schemas"]["CustomerBuildPlan"][] | null;
        };
        /**
         * @description What is to be done with one or many customers.
         * @example {
         *       "action": "Validate",
         *       "customers": [
         *         {
         *           "msTenantId": "c1a7e2d0-3333-4a61-9b01-0000000000c3",
         *           "customerShortName": "Acme_01",
         *           "numberRanges": [
         *             {
         *               "callingProfile": "5f3fbb3b-df9b-483d-b294-c7eb01e22aac",
         *               "phoneNumbers": [
         *                 "+442079460001"
         *               ]
         *             }
         *           ]
         *         }
         *       ]
         *     }
         */
        CustomerBuild: {
            /**
             * @description What is to be done.
             * @enum {string}
             */
            action: "AddDataOnly" | "Validate" | "Add" | "Modify" | "DeleteCustomer" | "DeletecustomerData" | "DeleteCustomerAndcustomerData";
            /** @description Each is judged, built and taken back by itself; all are judged before the first one begins. */
            customers: components["schemas"]["CustomerDocument"][];
            /**
             * @description `keep`, the default: what could be done for a customer stays, and `Modify` brings the rest. `takeBack`: a customer of which a part fails is as it was before.
             * @enum {string}
             */
            onFailure?: "keep" | "takeBack";
            /** @description For deletions: false leaves Microsoft out, for a tenant that is gone there. Default true. */
            removeFromOperatorConnect?: boolean;
            /** @description For applications of the provider: why something is used although it is allocated to others, or belongs to the provider. Kept on the task and in its messages. */
            reason?: string;
            /** @description Your service request; kept on the tasks. */
            ticketId?: string;
        };
        /** @description What is done for one customer, and in which order. */
        CustomerBuildPlan: {
            msTenantId: string;
            customerShortName: string | null;
            /** @description Empty: all is as the document says. */
            parts: components["schemas"]["CustomerBuildPlanPart"][];
            /** @description What is left as it is, and why. */
            notes: string[];
        };
        /**
         * @description What a customer is to be. What it leaves out comes from the document that is stored for the tenant, if there is one, and then from the configuration template.
         * @example {
         *       "msTenantId": "c1a7e2d0-3333-4a61-9b01-0000000000c3",
         *       "customerShortName": "Acme_01",
         *       "customerFullName": "Acme Ltd",
         *       "sites": [
         *         {
         *           "siteLocationName": "Head_Office",
         *           "sbcId": 8
         *         }
         *       ],
         *       "numberRanges": [
         *         {
         *           "callingProfile": "5f3fbb3b-df9b-483d-b294-c7eb01e22aac",
         *           "startTelephoneNumber": "+44207946000X",
         *           "range": 10
         *         }
         *       ]
         *     }
         */
        CustomerDocument: {
            /**
             * @description Microsoft tenant id of the customer.
             * @example c1a7e2d0-3333-4a61-9b01-0000000000c3
             */
            msTenantId: string;
            /**
             * @description Default: MicrosoftOperatorConnectOnlyCustomer. The others of the original are not built here.
             * @enum {string}
             */
            customerBuildType?: "MicrosoftOperatorConnectOnlyCustomer";
            /** @description Name, or `name@version`; default CustomerBuild_StandardMicrosoftOperatorConnectCustomersOnly_CFT. */
            configurationTemplate?: string;
            /** @description 3 to 15 letters, digits, `_`. */
            customerShortName?: string;
            customerFullName?: string;
            /** @description Default: that of the lead. */
            channelId?: number;
            licence?: components["schemas"]["CustomerDocumentLicence"];
            usersDefault?: components["schemas"]["CustomerDocumentUsersDefault"];
            /** @description All SIP connections of the customer. Left out: one on the usual SBC; `Modify` none. */
            sites?: components["schemas"]["CustomerDocumentSite"][];
            /** @description All numbers of the customer. Left out: none; `Modify` leaves them alone. */
            numberRanges?: components["schemas"]["CustomerDocumentNumberRange"][];
        };
        /**
         * @description The document that is stored for a Microsoft tenant.
         * @example {
         *       "msTenantId": "c1a7e2d0-3333-4a61-9b01-0000000000c3",
         *       "customerId": null,
         *       "storedAt": "2026-11-30T08:00:00Z",
         *       "taskId": "cbc_0199c0de-0000-7000-8000-000000000000",
         *       "document": {
         *         "msTenantId": "c1a7e2d0-3333-4a61-9b01-0000000000c3",
         *         "customerShortName": "Acme_01"
         *       }
         *     }
         */
        StoredCustomerDocument: {
            msTenantId: string;
            /** @description The customer of the tenant, when there is one. */
            customerId: string | null;
            /** Format: date-time */
            storedAt: string;
            /** @description The task that stored it. */
            taskId: string;
            /** @description As it was sent, with what it left to the one before. A password is not kept. */
            document: {
                [key: string]: unknown;
            };
        };
        /** @description One page of stored documents. */
        StoredCustomerDocumentPage: {
            /** @example 1 */
            currentPage: number;
            /** @example 200 */
            pageSize: number;
            /** @example 1 */
            totalPages: number;
            /**
             * @description Records on all pages.
             * @example 1
             */
            totalRecords: number;
            data: components["schemas"]["StoredCustomerDocument"][];
            /**
             * @description Send it as `cursor` to go on behind this page; absent when there is none.
             * @example WyItY3JlYXRlVGltZSIsIjE4NTUxMSJd
             */
            next?: string;
        };
        /**
         * @description How long numbers cool after a release. Of the policies that fit a number the one with its country counts, then the one with its type. Without any, numbers do not cool by themselves.
         * @example {
         *       "policies": [
         *         {
         *           "country": "*",
         *           "numberType": "*",
         *           "days": 30,
         *           "maximumDays": 365
         *         },
         *         {
         *           "country": "US",
         *           "numberType": "*",
         *           "days": 45,
         *           "maximumDays": 90
         *         },
         *         {
         *           "country": "*",
         *           "numberType": "TollFree",
         *           "days": 0,
         *           "maximumDays": 365
         *         }
         *       ]
         *     }
         */
        CoolingPolicies: {
            /** @description All of them; those that are not named are gone. */
            policies: components["schemas"]["CoolingPoliciesPolicy"][];
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /**
         * @example {
         *       "country": "*",
         *       "numberType": "*",
         *       "days": 30,
         *       "maximumDays": 365
         *     }
         * @example {
         *       "country": "US",
         *       "numberType": "*",
         *       "days": 45,
         *       "maximumDays": 90
         *     }
         * @example {
         *       "country": "*",
         *       "numberType": "TollFree",
         *       "days": 0,
         *       "maximumDays": 365
         *     }
         */
        CoolingPolicy: {
            /** @description ISO code; `*` for all others. */
            country: string;
            /**
             * @description `*` for all others.
             * @enum {string}
             */
            numberType: "Geographic" | "TollFree" | "Mobile" | "*";
            /** @description How long a released number cools; 0: not at all. */
            days: number;
            /** @description The most that anybody may ask for: some regulators say how long a number may be kept from use. */
            maximumDays: number;
        };
        /**
         * @example {
         *       "codes": [
         *         "used_while_reserved"
         *       ]
         *     }
         */
        InventoryAuditUse: {
            /** @description Only what was found so; all otherwise. */
            codes?: ("only_at_microsoft" | "only_at_user" | "only_on_sbc" | "wrong_customer" | "wrong_type" | "routed_elsewhere" | "used_while_reserved" | "used_while_cooling" | "missing_at_microsoft" | "assignment_differs" | "missing_on_sbc")[];
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /**
         * @description Begins to cool numbers, or cools them for longer or less long, from now on.
         * @example {
         *       "startTelephoneNumber": "+6139555600X",
         *       "range": 10,
         *       "days": 90,
         *       "reason": "Prank calls"
         *     }
         */
        InventoryCooling: {
            /**
             * @description E.164 numbers.
             * @example [
             *       "+61395556880"
             *     ]
             */
            phoneNumbers?: string[];
            /** @description Ranges of numbers of one length, both ends included. */
            phoneNumberRanges?: components["schemas"]["RepairRequestPhoneNumberRange"][];
            /**
             * @description The first number of a range; each X at its end stands for 0, and marks the block that is meant.
             * @example +6139555600X
             */
            startTelephoneNumber?: string;
            /** @description How many numbers from the first one on. */
            range?: number;
            /** @description How many days of 24 hours; those of the policy otherwise. */
            days?: number;
            /** @description Why; kept in the history of the numbers. */
            reason: string;
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /**
         * @description Numbers that need not cool any longer, and why.
         * @example {
         *       "startTelephoneNumber": "+6139555600X",
         *       "range": 10,
         *       "reason": "The former customer agrees"
         *     }
         */
        InventoryCoolingEnd: {
            /**
             * @description E.164 numbers.
             * @example [
             *       "+61395556880"
             *     ]
             */
            phoneNumbers?: string[];
            /** @description Ranges of numbers of one length, both ends included. */
            phoneNumberRanges?: components["schemas"]["RepairRequestPhoneNumberRange"][];
            /**
             * @description The first number of a range; each X at its end stands for 0, and marks the block that is meant.
             * @example +6139555600X
             */
            startTelephoneNumber?: string;
            /** @description How many numbers from the first one on. */
            range?: number;
            /** @description Why; kept in the history of the numbers. */
            reason: string;
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /**
         * @description What people write down about a number. All else of it is kept by tasks.
         * @example {
         *       "labels": [
         *         "gold",
         *         "reception"
         *       ],
         *       "notes": "Printed on the lorries"
         *     }
         */
        InventoryDescription: {
            /** @description Words to find numbers by. */
            labels?: string[];
            /** @description Anything; empty for nothing. */
            notes?: string;
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /**
         * @description The same for many numbers.
         * @example {
         *       "startTelephoneNumber": "+6139555600X",
         *       "range": 10,
         *       "labels": [
         *         "gold"
         *       ]
         *     }
         */
        InventoryDescriptions: {
            /**
             * @description E.164 numbers.
             * @example [
             *       "+61395556880"
             *     ]
             */
            phoneNumbers?: string[];
            /** @description Ranges of numbers of one length, both ends included. */
            phoneNumberRanges?: components["schemas"]["RepairRequestPhoneNumberRange"][];
            /**
             * @description The first number of a range; each X at its end stands for 0, and marks the block that is meant.
             * @example +6139555600X
             */
            startTelephoneNumber?: string;
            /** @description How many numbers from the first one on. */
            range?: number;
            /** @description Words to find numbers by. */
            labels?: string[];
            /** @description Anything; empty for nothing. */
            notes?: string;
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /**
         * @description Days are added to what is left.
         * @example {
         *       "startTelephoneNumber": "+6139555600X",
         *       "range": 10,
         *       "days": 14
         *     }
         */
        InventoryExtension: {
            /**
             * @description E.164 numbers.
             * @example [
             *       "+61395556880"
             *     ]
             */
            phoneNumbers?: string[];
            /** @description Ranges of numbers of one length, both ends included. */
            phoneNumberRanges?: components["schemas"]["RepairRequestPhoneNumberRange"][];
            /**
             * @description The first number of a range; each X at its end stands for 0, and marks the block that is meant.
             * @example +6139555600X
             */
            startTelephoneNumber?: string;
            /** @description How many numbers from the first one on. */
            range?: number;
            /**
             * @description How many days of 24 hours.
             * @example 30
             */
            days?: number;
            /**
             * @description Or until when (ISO 8601).
             * @example 2027-01-31T00:00:00Z
             */
            until?: string;
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /**
         * @example {
         *       "telephoneNumber": "+61395556880",
         *       "codes": [
         *         "used_while_reserved"
         *       ],
         *       "proposal": {
         *         "endReservation": true
         *       },
         *       "foundAt": "2026-11-30T09:00:00.000000Z"
         *     }
         */
        InventoryFinding: {
            telephoneNumber: string;
            /** @description What is not as it should be. */
            codes: ("only_at_microsoft" | "only_at_user" | "only_on_sbc" | "wrong_customer" | "wrong_type" | "routed_elsewhere" | "used_while_reserved" | "used_while_cooling" | "missing_at_microsoft" | "assignment_differs" | "missing_on_sbc")[];
            /** @description What would be written; empty where something else has to be done. */
            proposal: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            foundAt: string;
        };
        /** @description One page of what an audit found, in the order of the numbers. */
        InventoryFindingPage: {
            /** @example 1 */
            currentPage: number;
            /** @example 200 */
            pageSize: number;
            /** @example 1 */
            totalPages: number;
            /**
             * @description Records on all pages.
             * @example 1
             */
            totalRecords: number;
            data: components["schemas"]["InventoryFinding"][];
            /**
             * @description Send it as `cursor` to go on behind this page; absent when there is none.
             * @example WyItY3JlYXRlVGltZSIsIjE4NTUxMSJd
             */
            next?: string;
        };
        /**
         * @description Numbers and where they belong from now on; with neither customer nor SIP connection to the provider.
         * @example {
         *       "startTelephoneNumber": "+6139555600X",
         *       "range": 10,
         *       "siteGuid": "3f2d8f0e-6a0b-4d9c-9a77-0a4f6a4d2b10"
         *     }
         */
        InventoryMove: {
            /**
             * @description E.164 numbers.
             * @example [
             *       "+61395556880"
             *     ]
             */
            phoneNumbers?: string[];
            /** @description Ranges of numbers of one length, both ends included. */
            phoneNumberRanges?: components["schemas"]["RepairRequestPhoneNumberRange"][];
            /**
             * @description The first number of a range; each X at its end stands for 0, and marks the block that is meant.
             * @example +6139555600X
             */
            startTelephoneNumber?: string;
            /** @description How many numbers from the first one on. */
            range?: number;
            umpCustomerGuid?: string;
            /** @description A SIP connection; its customer follows. */
            siteGuid?: string;
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /**
         * @example {
         *       "telephoneNumber": "+61395556880",
         *       "status": "Reserved",
         *       "usage": null,
         *       "internalNumberType": "OperatorConnect",
         *       "vendor": "Microsoft",
         *       "country": "AU",
         *       "locatedAt": "Site",
         *       "umpCustomerGuid": "d0000000-0000-4000-8000-0000000000a1",
         *       "customerName": "Southern Cross Logistics",
         *       "siteGuid": "3f2d8f0e-6a0b-4d9c-9a77-0a4f6a4d2b10",
         *       "siteName": "MELBOURNE",
         *       "tenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *       "labels": [
         *         "gold"
         *       ],
         *       "notes": null,
         *       "reservation": {
         *         "since": "2026-11-30T09:00:00.000000Z",
         *         "until": "2026-12-30T09:00:00.000000Z",
         *         "owner": "Board room",
         *         "note": "CHG-4711",
         *         "umpCustomerGuid": "d0000000-0000-4000-8000-0000000000a1"
         *       },
         *       "cooling": null,
         *       "createdAt": "2026-11-01T09:00:00.000000Z",
         *       "changedAt": "2026-11-30T09:00:00.000000Z"
         *     }
         */
        InventoryNumber: {
            telephoneNumber: string;
            /**
             * @description Used: a user has it. Used-Utility: an application, a bridge or a service has it. Reserved and Cooling end by themselves at their time.
             * @enum {string}
             */
            status: "Available" | "Used" | "Used-Utility" | "Reserved" | "Cooling";
            /**
             * @description What it is used for.
             * @enum {string|null}
             */
            usage: "CallingUserAssignment" | "FirstPartyAppAssignment" | "ConferenceAssignment" | "ThirdPartyAppAssignment" | null;
            /**
             * @description How it reaches Teams. Kept by tasks.
             * @enum {string|null}
             */
            internalNumberType: "OperatorConnect" | "DirectRouting" | "CallingPlan" | null;
            /** @description Whose it is. Kept by tasks. */
            vendor: string | null;
            country: string | null;
            /**
             * @description The lowest node of the tree that it belongs to.
             * @enum {string}
             */
            locatedAt: "Provider" | "Customer" | "Site";
            umpCustomerGuid: string | null;
            customerName: string | null;
            siteGuid: string | null;
            siteName: string | null;
            /** @description The Microsoft tenant that it is uploaded to. */
            tenantId: string | null;
            /** @description Yours to write. */
            labels: string[];
            /** @description Yours to write. */
            notes: string | null;
            /** @description While it is reserved. */
            reservation: components["schemas"]["InventoryNumberReservation"] | null;
            /** @description While it cools. */
            cooling: components["schemas"]["InventoryNumberCooling"] | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            changedAt: string;
        };
        /** @description One page of the number inventory, in the order of the numbers. */
        InventoryPage: {
            /** @example 1 */
            currentPage: number;
            /** @example 200 */
            pageSize: number;
            /** @example 1 */
            totalPages: number;
            /**
             * @description Records on all pages.
             * @example 1
             */
            totalRecords: number;
            data: components["schemas"]["InventoryNumber"][];
            /**
             * @description Send it as `cursor` to go on behind this page; absent when there is none.
             * @example WyItY3JlYXRlVGltZSIsIjE4NTUxMSJd
             */
            next?: string;
        };
        /**
         * @description Without days and until they are reserved until somebody ends it.
         * @example {
         *       "startTelephoneNumber": "+6139555600X",
         *       "range": 10,
         *       "days": 30,
         *       "owner": "Perth office",
         *       "note": "Opens in spring"
         *     }
         */
        InventoryReservation: {
            /**
             * @description E.164 numbers.
             * @example [
             *       "+61395556880"
             *     ]
             */
            phoneNumbers?: string[];
            /** @description Ranges of numbers of one length, both ends included. */
            phoneNumberRanges?: components["schemas"]["RepairRequestPhoneNumberRange"][];
            /**
             * @description The first number of a range; each X at its end stands for 0, and marks the block that is meant.
             * @example +6139555600X
             */
            startTelephoneNumber?: string;
            /** @description How many numbers from the first one on. */
            range?: number;
            /**
             * @description How many days of 24 hours.
             * @example 30
             */
            days?: number;
            /**
             * @description Or until when (ISO 8601).
             * @example 2027-01-31T00:00:00Z
             */
            until?: string;
            /** @description For whom, in your words; the name of your application otherwise. */
            owner?: string;
            note?: string;
            /** @description For numbers of the provider: the customer that may still have them uploaded. */
            umpCustomerGuid?: string;
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /**
         * @description The numbers that are meant.
         * @example {
         *       "startTelephoneNumber": "+6139555600X",
         *       "range": 10
         *     }
         */
        InventorySet: {
            /**
             * @description E.164 numbers.
             * @example [
             *       "+61395556880"
             *     ]
             */
            phoneNumbers?: string[];
            /** @description Ranges of numbers of one length, both ends included. */
            phoneNumberRanges?: components["schemas"]["RepairRequestPhoneNumberRange"][];
            /**
             * @description The first number of a range; each X at its end stands for 0, and marks the block that is meant.
             * @example +6139555600X
             */
            startTelephoneNumber?: string;
            /** @description How many numbers from the first one on. */
            range?: number;
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /**
         * @description Numbers that follow each other, under a name. Those that ended stay, as they were.
         * @example {
         *       "id": "4a7c0b1e-58c4-4d10-8d9c-0f3d1f6f5a01",
         *       "name": "Perth, block A",
         *       "first": "+61395556000",
         *       "last": "+61395556049",
         *       "count": 50,
         *       "channelId": null,
         *       "umpCustomerGuid": null,
         *       "siteGuid": null,
         *       "note": "From the carrier in May",
         *       "createdAt": "2026-08-12T07:02:10.822000Z",
         *       "createdBy": "inv_rsp_1",
         *       "endedAt": null,
         *       "endedBy": null,
         *       "endedAs": null
         *     }
         */
        NamedRange: {
            id: string;
            name: string;
            first: string;
            last: string;
            /** @description How many numbers lie between its ends, both included. */
            count: number;
            /** @description The channel that it belongs to. */
            channelId: number | null;
            /** @description The customer that it belongs to; neither this nor a channel: the provider. */
            umpCustomerGuid: string | null;
            /** @description The SIP connection of the customer that it belongs to. */
            siteGuid: string | null;
            note: string | null;
            /** Format: date-time */
            createdAt: string;
            /** @description The task that began it. */
            createdBy: string;
            /** Format: date-time */
            endedAt: string | null;
            /** @description The task that ended it. */
            endedBy: string | null;
            /**
             * @description What became of it; null while it lives.
             * @enum {string|null}
             */
            endedAs: "split" | "merged" | "removed" | null;
        };
        /**
         * @description What is not named stays.
         * @example {
         *       "note": "For the new office"
         *     }
         */
        NamedRangeDescription: {
            /**
             * @description No other range that lives has it, whatever its case.
             * @example Perth, block A
             */
            name?: string;
            /** @description For people; an empty one is none. */
            note?: string;
            /** @description Your service request. */
            ticketId?: string;
        };
        /**
         * @example {
         *       "id": "4a7c0b1e-58c4-4d10-8d9c-0f3d1f6f5a01",
         *       "name": "Perth, block A",
         *       "first": "+61395556000",
         *       "last": "+61395556049",
         *       "count": 50,
         *       "channelId": null,
         *       "umpCustomerGuid": null,
         *       "siteGuid": null,
         *       "note": "From the carrier in May",
         *       "createdAt": "2026-08-12T07:02:10.822000Z",
         *       "createdBy": "inv_rsp_1",
         *       "endedAt": null,
         *       "endedBy": null,
         *       "endedAs": null,
         *       "predecessors": [],
         *       "successors": [],
         *       "use": {
         *         "held": 40,
         *         "used": 10,
         *         "free": 30,
         *         "firstFree": "+61395556007",
         *         "utilisation": 0.2
         *       },
         *       "history": [
         *         {
         *           "at": "2026-08-12T07:02:10.822000Z",
         *           "change": "created",
         *           "name": "Perth, block A",
         *           "note": "From the carrier in May",
         *           "channelId": null,
         *           "umpCustomerGuid": null,
         *           "siteGuid": null,
         *           "taskId": "inv_rsp_1"
         *         }
         *       ]
         *     }
         */
        NamedRangeDetail: {
            id: string;
            name: string;
            first: string;
            last: string;
            /** @description How many numbers lie between its ends, both included. */
            count: number;
            /** @description The channel that it belongs to. */
            channelId: number | null;
            /** @description The customer that it belongs to; neither this nor a channel: the provider. */
            umpCustomerGuid: string | null;
            /** @description The SIP connection of the customer that it belongs to. */
            siteGuid: string | null;
            note: string | null;
            /** Format: date-time */
            createdAt: string;
            /** @description The task that began it. */
            createdBy: string;
            /** Format: date-time */
            endedAt: string | null;
            /** @description The task that ended it. */
            endedBy: string | null;
            /**
             * @description What became of it; null while it lives.
             * @enum {string|null}
             */
            endedAs: "split" | "merged" | "removed" | null;
            /** @description What it was split off, or merged from. */
            predecessors: components["schemas"]["NamedRangeDetailPredecessor"][];
            /** @description What it was split or merged into. */
            successors: components["schemas"]["NamedRangeDetailPredecessor"][];
            use: components["schemas"]["NamedRangeUse"];
            /** @description What it was after each change, the first one first. */
            history: components["schemas"]["NamedRangeDetailHistory"][];
        };
        /**
         * @description They follow each other without a gap, and belong to one node.
         * @example {
         *       "rangeIds": [
         *         "4a7c0b1e-58c4-4d10-8d9c-0f3d1f6f5a01",
         *         "4a7c0b1e-58c4-4d10-8d9c-0f3d1f6f5a02"
         *       ],
         *       "name": "Perth"
         *     }
         */
        NamedRangeMerge: {
            /** @description In any order. */
            rangeIds: string[];
            /**
             * @description No other range that lives has it, whatever its case.
             * @example Perth, block A
             */
            name: string;
            /** @description For people; an empty one is none. */
            note?: string;
            /** @description Your service request. */
            ticketId?: string;
        };
        /** @description One page of ranges. */
        NamedRangePage: {
            /** @example 1 */
            currentPage: number;
            /** @example 200 */
            pageSize: number;
            /** @example 1 */
            totalPages: number;
            /**
             * @description Records on all pages.
             * @example 1
             */
            totalRecords: number;
            data: components["schemas"]["NamedRange"][];
            /**
             * @description Send it as `cursor` to go on behind this page; absent when there is none.
             * @example WyItY3JlYXRlVGltZSIsIjE4NTUxMSJd
             */
            next?: string;
        };
        /**
         * @description Either name may be that of the range that is split.
         * @example {
         *       "at": "+61395556050",
         *       "lowerName": "Perth, block A",
         *       "upperName": "Perth, block B"
         *     }
         */
        NamedRangeSplit: {
            /** @description The first number of the upper one. */
            at: string;
            /**
             * @description No other range that lives has it, whatever its case.
             * @example Perth, block A
             */
            lowerName: string;
            /**
             * @description No other range that lives has it, whatever its case.
             * @example Perth, block A
             */
            upperName: string;
            /** @description Your service request. */
            ticketId?: string;
        };
        /**
         * @example {
         *       "held": 40,
         *       "used": 10,
         *       "free": 30,
         *       "firstFree": "+61395556007",
         *       "utilisation": 0.2
         *     }
         */
        NamedRangeUse: {
            /** @description How many of its numbers are in the inventory. */
            held: number;
            /** @description How many of those are in use. */
            used: number;
            /** @description How many are Available and uploaded to no tenant. */
            free: number;
            /** @description The lowest of the free ones. */
            firstFree: string | null;
            /** @description Which share of all its numbers is in use, from 0 to 1. */
            utilisation: number;
        };
        /**
         * @description Numbers and where they belong: to a customer, a SIP connection, or with neither to the provider.
         * @example {
         *       "startTelephoneNumber": "+6139555600X",
         *       "range": 10,
         *       "umpCustomerGuid": "d0000000-0000-4000-8000-0000000000a1",
         *       "vendor": "Microsoft",
         *       "labels": [
         *         "gold"
         *       ]
         *     }
         */
        NewInventoryNumbers: {
            /**
             * @description E.164 numbers.
             * @example [
             *       "+61395556880"
             *     ]
             */
            phoneNumbers?: string[];
            /** @description Ranges of numbers of one length, both ends included. */
            phoneNumberRanges?: components["schemas"]["RepairRequestPhoneNumberRange"][];
            /**
             * @description The first number of a range; each X at its end stands for 0, and marks the block that is meant.
             * @example +6139555600X
             */
            startTelephoneNumber?: string;
            /** @description How many numbers from the first one on. */
            range?: number;
            umpCustomerGuid?: string;
            /** @description A SIP connection; its customer follows. */
            siteGuid?: string;
            /** @description Whose numbers they are. */
            vendor?: string;
            /** @description OperatorConnect, DirectRouting, CallingPlan, or none. */
            internalNumberType?: string;
            /** @description Words to find numbers by. */
            labels?: string[];
            /** @description Anything; empty for nothing. */
            notes?: string;
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /**
         * @description At most one of channel, customer and SIP connection says whose it is; with none it is the provider's.
         * @example {
         *       "name": "Perth, block A",
         *       "first": "+61395556000",
         *       "last": "+61395556099"
         *     }
         * @example {
         *       "name": "Perth, resale",
         *       "first": "+61395557000",
         *       "last": "+61395557099",
         *       "channelId": 1574
         *     }
         */
        NewNamedRange: {
            /**
             * @description No other range that lives has it, whatever its case.
             * @example Perth, block A
             */
            name: string;
            /** @description For people; an empty one is none. */
            note?: string;
            /** @description Your service request. */
            ticketId?: string;
            /** @description Its first number, in E.164. */
            first: string;
            /** @description Its last number, of the same length. */
            last: string;
            /** @description The channel that it belongs to. */
            channelId?: number;
            /** @description The customer that it belongs to. */
            umpCustomerGuid?: string;
            /** @description The SIP connection that it belongs to. */
            siteGuid?: string;
        };
        /**
         * @example {
         *       "first": "+61395556000",
         *       "last": "+61395556109",
         *       "count": 110,
         *       "used": 11,
         *       "utilisation": 0.1,
         *       "gapBefore": null,
         *       "prefixes": [
         *         "+613955560",
         *         "+6139555610"
         *       ]
         *     }
         */
        NumberBlock: {
            first: string;
            last: string;
            /** @description How many numbers it has. */
            count: number;
            /** @description How many of them are in use. */
            used: number;
            /** @description Which share of them is in use, from 0 to 1. */
            utilisation: number;
            /** @description How many numbers of the same length are missing between the block before it and this one. */
            gapBefore: number | null;
            /** @description The fewest beginnings that mean these numbers and no others. */
            prefixes: string[];
        };
        /** @description One page of blocks, in the order of the numbers. */
        NumberBlockPage: {
            /** @example 1 */
            currentPage: number;
            /** @example 200 */
            pageSize: number;
            /** @example 1 */
            totalPages: number;
            /**
             * @description Records on all pages.
             * @example 1
             */
            totalRecords: number;
            data: components["schemas"]["NumberBlock"][];
            /**
             * @description Send it as `cursor` to go on behind this page; absent when there is none.
             * @example WyItY3JlYXRlVGltZSIsIjE4NTUxMSJd
             */
            next?: string;
        };
        /**
         * @description The task that was made; the header Location leads to it.
         * @example {
         *       "jobId": "wst_a597fe86-5a42-4a3b-9d0e-6c1b5f6f0a11"
         *     }
         */
        JobReference: {
            /** @description The task; read it at `task/{jobId}`. */
            jobId: string;
        };
        /**
         * @description A Microsoft tenant that consented to us as its operator, or that we added without its consent.
         * @example {
         *       "civicAddresses": null,
         *       "comments": null,
         *       "umpCustomerGuid": null,
         *       "isNotActive": null,
         *       "channelId": null,
         *       "ovocChannelId": null,
         *       "isDirectLead": true,
         *       "id": "da68eafc-4a1e-4d6e-9c52-6f2a0a4b7c11",
         *       "tenantId": "41747617-089b-4128-a9c8-7c9c2c596c25",
         *       "tenantOrigin": null,
         *       "operatorId": null,
         *       "status": "Active",
         *       "consentedOn": "2024-04-03T13:32:12.828674Z",
         *       "lastModifiedOn": "2024-04-03T13:32:12.82872Z",
         *       "consentedCountries": [],
         *       "contactDetails": {
         *         "fullName": null,
         *         "email": null,
         *         "phoneNumber": null,
         *         "companyName": "SIPTest2",
         *         "companySize": null
         *       },
         *       "contacts": null,
         *       "relationship": null,
         *       "seenAt": "2024-04-03T13:32:12.82872Z"
         *     }
         */
        Lead: {
            /** @description Emergency addresses that the tenant has set up; null when none is known. */
            civicAddresses: components["schemas"]["CivicAddress"][] | null;
            /** @description What the operator noted at Microsoft. */
            comments: string[] | null;
            /** @description The customer, once the tenant is licensed. */
            umpCustomerGuid: string | null;
            /** @description Of a licensed tenant: whether Microsoft does not count it as active any more. */
            isNotActive: boolean | null;
            /** @description The channel it belongs to. */
            channelId: number | null;
            /** @description The same as channelId. */
            ovocChannelId: number | null;
            /** @description Made by us, without the consent of the tenant. One tenant may be a lead of both kinds. */
            isDirectLead: boolean;
            /** @description Ours. */
            id: string;
            /** @description The Microsoft tenant. */
            tenantId: string;
            tenantOrigin: string | null;
            /** @description Who gave the consent; null for direct leads. */
            operatorId: string | null;
            /**
             * @description As Microsoft has it.
             * @enum {string}
             */
            status: "Active" | "NotActive" | "Suspended" | "Removed";
            /** Format: date-time */
            consentedOn: string;
            /** Format: date-time */
            lastModifiedOn: string;
            /** @description ISO country codes; a direct lead may have numbers of every country. */
            consentedCountries: string[];
            contactDetails: components["schemas"]["PartnerConsentDetailsContact"];
            contacts: components["schemas"]["PartnerConsentDetailsContact"][] | null;
            /** @description Our side of the consent at Microsoft: ConsentAcknowledged, CustomerContacted, AgreementSigned, ConsentDeclined or ContractTerminated. */
            relationship: components["schemas"]["LeadRelationship"] | null;
            /**
             * Format: date-time
             * @description When Microsoft last told us of it.
             */
            seenAt: string | null;
        };
        /**
         * @example {
         *       "statusChange": "OCEssential",
         *       "customerShortName": "Acme_01",
         *       "customerFullName": "Acme Ltd"
         *     }
         */
        LeadChange: {
            /**
             * @description `OCEssential`: the lead becomes a customer with that licence.
             * @enum {string}
             */
            statusChange: "OCEssential";
            /**
             * @description 3 to 15 letters, digits and underscores; unique.
             * @example SIPTest
             */
            customerShortName: string;
            /**
             * @description Default: the short name.
             * @example SIPTest
             */
            customerFullName?: string;
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /** @description One page of leads. */
        LeadPage: {
            /** @example 1 */
            currentPage: number;
            /** @example 200 */
            pageSize: number;
            /** @example 1 */
            totalPages: number;
            /**
             * @description Records on all pages.
             * @example 1
             */
            totalRecords: number;
            data: components["schemas"]["Lead"][];
            /**
             * @description Send it as `cursor` to go on behind this page; absent when there is none.
             * @example WyItY3JlYXRlVGltZSIsIjE4NTUxMSJd
             */
            next?: string;
        };
        /**
         * @description A lead to be licensed with OC Essentials.
         * @example {
         *       "configurationName": "OcEssential_TENANT_TYPE",
         *       "customerShortName": "SIPTest",
         *       "customerFullName": "SIPTest",
         *       "msTenantId": "c1a7e2d0-3333-4a61-9b01-0000000000c3"
         *     }
         * @example {
         *       "configurationName": "OcEssential_IPGROUP_TYPE",
         *       "customerShortName": "SIPTest4",
         *       "customerFullName": "SIPTest4",
         *       "msTenantId": "c1a7e2d0-3333-4a61-9b01-0000000000c3",
         *       "scriptParameters": {
         *         "ProxySet": "SIPTrunk",
         *         "OnlinePstnGateway": "oc1.sbc.dialplane.example"
         *       }
         *     }
         * @example {
         *       "configurationName": "OcEssential_IPGROUP_TYPE",
         *       "customerShortName": "SIPTest5",
         *       "customerFullName": "SIPTest5",
         *       "msTenantId": "c1a7e2d0-3333-4a61-9b01-0000000000c3",
         *       "ovocCustomerType": "IPGROUP_TYPE",
         *       "channelId": 1574,
         *       "siteLocation": {
         *         "siteLocationName": "Head_Office",
         *         "sbcId": 8,
         *         "sbcOnboardingScript": 7,
         *         "sbcCleanupScript": 700,
         *         "sbcOcUploadNumberScript": 5000,
         *         "sbcOcReleaseNumberScript": 5001
         *       },
         *       "scriptParameters": {
         *         "ProxySet": "SIPTrunk",
         *         "OnlinePstnGateway": "oc1.sbc.dialplane.example"
         *       }
         *     }
         */
        NewCustomer: {
            /**
             * @description OcEssential_TENANT_TYPE or OcEssential_IPGROUP_TYPE. May be left out when `ovocCustomerType` says as much.
             * @enum {string}
             */
            configurationName?: "OcEssential_TENANT_TYPE" | "OcEssential_IPGROUP_TYPE";
            /**
             * @description 3 to 15 letters, digits and underscores; unique.
             * @example SIPTest
             */
            customerShortName: string;
            /**
             * @description Default: the short name.
             * @example SIPTest
             */
            customerFullName?: string;
            /** @description Microsoft tenant id of the lead, or the id of the lead. */
            msTenantId: string;
            siteLocation?: components["schemas"]["NewCustomerSiteLocation"];
            /**
             * @description TENANT_TYPE or IPGROUP_TYPE; the same as in `configurationName`.
             * @enum {string}
             */
            ovocCustomerType?: "TENANT_TYPE" | "IPGROUP_TYPE";
            /** @description The channel of the customer; default: that of the lead. */
            channelId?: number;
            /** @description Accepted as documented; there is one node per customer here. */
            lcCustomerId?: number;
            /**
             * @description Values for the placeholders of the onboarding script: `CacProfile`, `ProxySet`, `OnlinePstnGateway`, `CarrierUserName`, `CarrierUserPassword`, `CarrierMailLine`, `CarrierMainLine`, `CarrierHostName`, and its customer variables as `CustomVar.Variable1`, `CustomVar.Variable2`, … or by their names. The password and the customer variables are sealed and never shown again; sent as `********` they stay as they are.
             * @example {
             *       "CacProfile": "10 sessions",
             *       "ProxySet": "SIPTrunk",
             *       "OnlinePstnGateway": "Site2.sbc.example"
             *     }
             */
            scriptParameters?: Record<string, never> | Record<string, never>[];
            /** @description For applications of the provider: why something is used although it is allocated to others, or belongs to the provider. Kept on the task and in its messages. */
            reason?: string;
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /**
         * @example {
         *       "tenantId": "41747617-089b-4128-a9c8-7c9c2c596c25",
         *       "companyName": "SIPTest2"
         *     }
         */
        NewLead: {
            /** @description Microsoft tenant id (GUID). */
            tenantId: string;
            /** @description A name that no other lead has. */
            companyName: string;
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /**
         * @description Whether a Microsoft tenant exists, and what is known of it in your part of the tree. One of another part looks like one that nobody knows.
         * @example {
         *       "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *       "exists": true,
         *       "region": "WW",
         *       "isLead": true,
         *       "isCustomer": true,
         *       "leadIds": [
         *         "da68eafc-4a1e-4d6e-9c52-6f2a0a4b7c11"
         *       ],
         *       "umpCustomerGuid": "d0000000-0000-4000-8000-0000000000a1"
         *     }
         */
        TenantValidation: {
            msTenantId: string;
            /** @description Whether Entra knows the tenant. */
            exists: boolean;
            /** @description Where Entra keeps it, such as EU, NA or WW. */
            region: string | null;
            /** @description It is a lead of yours already, so that it cannot be added once more. */
            isLead: boolean;
            /** @description It is a customer of yours already. */
            isCustomer: boolean;
            /** @description The leads of the tenant, as far as you may see them. */
            leadIds: string[];
            /** @description The customer, if you may see it. */
            umpCustomerGuid: string | null;
        };
        /**
         * @description What a user is to have. What is absent or empty stays as it is.
         * @example {
         *       "FirstName": "Amit",
         *       "LastName": "Cohen",
         *       "City": "Tel Aviv",
         *       "Department": "Engineering",
         *       "UsageLocation": "IL",
         *       "EnterpriseVoiceEnabled": true,
         *       "LineURI": "tel:+97239764578",
         *       "TeamsCallingPolicy": "AllowCalling"
         *     }
         */
        ProvisionUser: {
            FirstName?: string;
            /** @description Also known as `Last Name`. */
            LastName?: string;
            City?: string;
            Department?: string;
            Office?: string;
            PostalCode?: string;
            StateOrProvince?: string;
            StreetAddress?: string;
            /** @description ISO 3166-1 alpha-2. */
            UsageLocation?: string;
            /**
             * @description The number that the user gets, E.164 with or without `tel:`. It must be one of the customer's, and nobody else's.
             * @example tel:+97239764578
             */
            LineURI?: string;
            /** @description Follows the number: Teams enables exactly the users that have one. */
            EnterpriseVoiceEnabled?: boolean;
            /** @description Microsoft Graph cannot set it; a warning of the task names it. */
            HostedVoiceMail?: boolean;
            /** @description Of Skype for Business; Microsoft Graph cannot set it, and a warning of the task names it. */
            ClientPolicy?: string;
            /** @description Of Skype for Business; Microsoft Graph cannot set it, and a warning of the task names it. */
            ConferencingPolicy?: string;
            /** @description Of Skype for Business; Microsoft Graph cannot set it, and a warning of the task names it. */
            PinPolicy?: string;
            /** @description Name of a policy of the tenant; the connection needs TeamsPolicyUserAssign.ReadWrite.All for it. */
            ExternalAccessPolicy?: string;
            /** @description Name of a policy of the tenant; the connection needs TeamsPolicyUserAssign.ReadWrite.All for it. */
            HostedVoicemailPolicy?: string;
            /** @description Name of a policy of the tenant; the connection needs TeamsPolicyUserAssign.ReadWrite.All for it. */
            MobilityPolicy?: string;
            /** @description Name of a policy of the tenant; the connection needs TeamsPolicyUserAssign.ReadWrite.All for it. */
            TeamsCallingPolicy?: string;
            /** @description Name of a policy of the tenant; the connection needs TeamsPolicyUserAssign.ReadWrite.All for it. */
            OnlineVoiceRoutingPolicy?: string;
            /** @description Name of a policy of the tenant; the connection needs TeamsPolicyUserAssign.ReadWrite.All for it. */
            TenantDialPlan?: string;
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /**
         * @description A user of a customer, with its attributes for Teams Phone.
         * @example {
         *       "Identity": "45880c87-5197-4e71-8a38-50691e5f0df0",
         *       "Status": "----",
         *       "SipAddress": "sip:amit.cohen@negevrobotics.example",
         *       "LineURI": "tel:+97239764578",
         *       "HostingProvider": "sipfed.online.lync.com",
         *       "HybridPstnSiteName": null,
         *       "UsageLocation": "IL",
         *       "RegistrarPool": null,
         *       "CallForward": "",
         *       "ObjectId": "45880C87-5197-4E71-8A38-50691E5F0DF0",
         *       "WebName": "Amit Cohen",
         *       "UserType": "TeamsOnly",
         *       "PsCount": 0,
         *       "IsManaged": true,
         *       "Department": null,
         *       "TenantId": "c1a7e2d0-2222-4a61-9b01-0000000000b2",
         *       "UserPrincipalName": "amit.cohen@negevrobotics.example",
         *       "MsInterpretedUserType": "PureOnlineTeamsOnlyUser",
         *       "EnterpriseVoiceEnabled": true,
         *       "OnlineVoiceRoutingPolicy": "",
         *       "OnlinePstnGateway": ""
         *     }
         */
        TenantUser: {
            /** @description Object id in the directory of the customer. */
            Identity: string;
            Status: string;
            /** @description With `sip:`; null for users without Teams. */
            SipAddress: string | null;
            /** @description The number of the user, as `tel:+…`. */
            LineURI: string | null;
            HostingProvider: string | null;
            HybridPstnSiteName: string | null;
            UsageLocation: string | null;
            RegistrarPool: string | null;
            CallForward: string;
            /** @description The Identity in capitals. */
            ObjectId: string;
            /** @description Display name. */
            WebName: string | null;
            UserType: string | null;
            PsCount: number;
            /** @description true: the user has a number, and counts towards the licence. */
            IsManaged: boolean | null;
            Department: string | null;
            TenantId: string;
            UserPrincipalName: string;
            MsInterpretedUserType: string | null;
            EnterpriseVoiceEnabled: boolean;
            OnlineVoiceRoutingPolicy: string;
            OnlinePstnGateway: string;
        };
        /** @description One page of users. */
        TenantUserPage: {
            /** @example 1 */
            currentPage: number;
            /** @example 200 */
            pageSize: number;
            /** @example 1 */
            totalPages: number;
            /**
             * @description Records on all pages.
             * @example 1
             */
            totalRecords: number;
            data: components["schemas"]["TenantUser"][];
            /**
             * @description Send it as `cursor` to go on behind this page; absent when there is none.
             * @example WyItY3JlYXRlVGltZSIsIjE4NTUxMSJd
             */
            next?: string;
        };
        /**
         * @example {
         *       "telephoneNumbers": [
         *         "+61398675570"
         *       ]
         *     }
         */
        UnassignNumbers: {
            /** @description E.164 numbers. The body may also be just this array. */
            telephoneNumbers?: string[];
            /** @description Ranges of numbers of one length, both ends included. */
            phoneNumberRanges?: components["schemas"]["UnassignNumbersPhoneNumberRange"][];
            ticketId?: string;
        };
        /**
         * @example {
         *       "phoneNumbers": [
         *         "+61395556880"
         *       ],
         *       "usage": "CallingUserAssignment",
         *       "capabilities": [
         *         "InboundCalling"
         *       ]
         *     }
         */
        ChangeCapabilities: {
            /** @description E.164 numbers of the tenant. */
            phoneNumbers?: string[];
            /** @description Ranges of numbers of one length, both ends included. */
            phoneNumberRanges?: components["schemas"]["ChangeCapabilitiesPhoneNumberRange"][];
            /** @description Your service request; kept on the task. */
            ticketId?: string;
            /**
             * @description What the numbers are for.
             * @example CallingUserAssignment
             * @enum {string}
             */
            usage?: "CallingUserAssignment" | "FirstPartyAppAssignment" | "ConferenceAssignment" | "ThirdPartyAppAssignment";
            /** @description Further usages; requires workflowVersion 3. */
            additionalUsages?: ("CallingUserAssignment" | "FirstPartyAppAssignment" | "ConferenceAssignment" | "ThirdPartyAppAssignment")[];
            /**
             * @description The capabilities that the numbers have from now on; others are taken away. Those that only the plan of the tenant has are taken as well.
             * @example [
             *       "InboundCalling",
             *       "OutboundCalling"
             *     ]
             */
            capabilities?: ("InboundCalling" | "OutboundCalling" | "Mobile" | "Office365" | "Azure" | "Calling" | "Geographic" | "NonGeographic" | "TollCalling" | "TollFreeCalling" | "TollFree" | "Premium")[];
        };
        /**
         * @description An emergency address of a tenant, with the places within it.
         * @example {
         *       "id": "815aa0c1-cc95-425f-8315-11757c906aec",
         *       "country": "AU",
         *       "houseNumber": "120",
         *       "houseNumberSuffix": "",
         *       "preDirectional": "",
         *       "streetName": "Collins",
         *       "streetSuffix": "Street",
         *       "postDirectional": "",
         *       "stateOrProvince": "VIC",
         *       "countyOrDistrict": "",
         *       "cityOrTown": "Melbourne",
         *       "cityOrTownAlias": "",
         *       "postalOrZipCode": "3000",
         *       "description": "Melbourne head office",
         *       "companyName": "Southern Cross Logistics",
         *       "companyId": "",
         *       "defaultLocationId": "2671b55f-1cf5-4dcd-89f6-ef73f08f006e",
         *       "validationStatus": "Validated",
         *       "tenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *       "partnerId": "",
         *       "latitude": "-37.81502",
         *       "longitude": "144.96966",
         *       "locations": [
         *         {
         *           "id": "2671b55f-1cf5-4dcd-89f6-ef73f08f006e",
         *           "civicAddressId": "815aa0c1-cc95-425f-8315-11757c906aec",
         *           "description": "",
         *           "additionalInfo": "",
         *           "isDefault": true,
         *           "elin": ""
         *         },
         *         {
         *           "id": "b4ab2322-20a5-4c7b-89ae-acf70b78944a",
         *           "civicAddressId": "815aa0c1-cc95-425f-8315-11757c906aec",
         *           "description": "Level 3",
         *           "additionalInfo": "Level 3",
         *           "isDefault": false,
         *           "elin": ""
         *         }
         *       ]
         *     }
         */
        CivicAddress: {
            id: string;
            country: string | null;
            houseNumber: string | null;
            houseNumberSuffix: string | null;
            preDirectional: string | null;
            streetName: string | null;
            streetSuffix: string | null;
            postDirectional: string | null;
            stateOrProvince: string | null;
            countyOrDistrict: string | null;
            cityOrTown: string | null;
            cityOrTownAlias: string | null;
            postalOrZipCode: string | null;
            description: string | null;
            companyName: string | null;
            companyId: string | null;
            /** @description The location that stands for the address itself. */
            defaultLocationId: string | null;
            /** @description `Validated` or `NotValidated`; in the US and in Canada only validated addresses may be used. */
            validationStatus: string | null;
            tenantId: string | null;
            partnerId: string | null;
            latitude: string | null;
            longitude: string | null;
            locations: components["schemas"]["CivicAddressLocation"][];
        };
        /** @description One page of civic addresses. */
        CivicAddressPage: {
            /** @example 1 */
            currentPage: number;
            /** @example 200 */
            pageSize: number;
            /** @example 1 */
            totalPages: number;
            /**
             * @description Records on all pages.
             * @example 1
             */
            totalRecords: number;
            data: components["schemas"]["CivicAddress"][];
            /**
             * @description Send it as `cursor` to go on behind this page; absent when there is none.
             * @example WyItY3JlYXRlVGltZSIsIjE4NTUxMSJd
             */
            next?: string;
        };
        /**
         * @example {
         *       "phoneNumbers": [
         *         "+61395556880"
         *       ],
         *       "civicAddressId": "815aa0c1-cc95-425f-8315-11757c906aec",
         *       "locationId": "b4ab2322-20a5-4c7b-89ae-acf70b78944a"
         *     }
         */
        ChangeEmergencyLocation: {
            /** @description E.164 numbers of the tenant. */
            phoneNumbers?: string[];
            /** @description Ranges of numbers of one length, both ends included. */
            phoneNumberRanges?: components["schemas"]["ChangeCapabilitiesPhoneNumberRange"][];
            /** @description Your service request; kept on the task. */
            ticketId?: string;
            /** @description Id of a civic address of the tenant. */
            civicAddressId?: string;
            /** @description Id of a location of the tenant. */
            locationId?: string;
            /** @description Emergency address: the id of a civic address of the tenant, or its words, as in `350 Fifth Avenue`. It must exist in the tenant. */
            address?: string;
            /** @description Emergency location: its id, or the town of the address, or the name of a location within it. */
            location?: string;
        };
        /**
         * @description A job at Microsoft behind an upload or a release, as it was last seen.
         * @example {
         *       "jobId": "899c58a5-92df-4e93-a142-a35e72b7b743",
         *       "operationId": "3c0e9a4e-2a55-4c0d-9d5c-5f9a3a1b7c11",
         *       "type": "upload",
         *       "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *       "umpCustomerGuid": "d0000000-0000-4000-8000-0000000000a1",
         *       "taskId": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *       "status": "Success",
         *       "forgotten": false,
         *       "totalNumbersCount": 1,
         *       "succeededCount": 1,
         *       "failedCount": 0,
         *       "startedAt": "2026-02-16T16:15:02.447118Z",
         *       "finishedAt": "2026-02-16T16:15:32.520001Z"
         *     }
         */
        Job: {
            /** @description Microsoft's id of the job. */
            jobId: string | null;
            /** @description Our id of the request that made it. */
            operationId: string;
            /** @enum {string} */
            type: "upload" | "release";
            msTenantId: string;
            /** @description The customer. */
            umpCustomerGuid: string | null;
            /** @description The task that it belongs to. */
            taskId: string;
            /** @description Microsoft's word: `Pending`, `InProgress`, then `Success`, `PartialSuccess` or `Error` of an upload, `Complete`, `Failed` or `Expired` of a release. `Vanished`: Microsoft forgot it. */
            status: string;
            /** @description Microsoft does not know the job any more; the numbers themselves tell what became of it. */
            forgotten: boolean;
            totalNumbersCount: number;
            succeededCount: number;
            failedCount: number;
            /** Format: date-time */
            startedAt: string;
            /** Format: date-time */
            finishedAt: string | null;
        };
        /** @description One page of jobs. */
        JobPage: {
            /** @example 1 */
            currentPage: number;
            /** @example 200 */
            pageSize: number;
            /** @example 1 */
            totalPages: number;
            /**
             * @description Records on all pages.
             * @example 1
             */
            totalRecords: number;
            data: components["schemas"]["Job"][];
            /**
             * @description Send it as `cursor` to go on behind this page; absent when there is none.
             * @example WyItY3JlYXRlVGltZSIsIjE4NTUxMSJd
             */
            next?: string;
        };
        /**
         * @example {
         *       "at": "2026-02-16T16:17:56.142792Z",
         *       "change": "uploaded",
         *       "taskId": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *       "caller": "a0000000-0000-4000-8000-000000000001",
         *       "before": null,
         *       "after": {
         *         "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *         "callingProfileId": "5f3fbb3b-df9b-483d-b294-c7eb01e22aac",
         *         "usage": "CallingUserAssignment"
         *       }
         *     }
         */
        NumberChange: {
            /** Format: date-time */
            at: string;
            /** @description `uploaded`, `confirmed` by another upload that asked for something else, `assigned`, `unassigned`, `released`, `taken-back` when an upload was undone, `forgotten` when it had only found the number at Microsoft, `changed`, `discovered` and `observed` by a synchronization, `removal-status`, and others to come. */
            change: string;
            taskId: string | null;
            /** @description The application that asked for it. */
            caller: string | null;
            /** @description What it was. */
            before: {
                [key: string]: unknown;
            } | null;
            /** @description What it became. */
            after: {
                [key: string]: unknown;
            } | null;
        };
        /** @description One page of the changes of a number, newest first. */
        NumberChangePage: {
            /** @example 1 */
            currentPage: number;
            /** @example 200 */
            pageSize: number;
            /** @example 1 */
            totalPages: number;
            /**
             * @description Records on all pages.
             * @example 1
             */
            totalRecords: number;
            data: components["schemas"]["NumberChange"][];
            /**
             * @description Send it as `cursor` to go on behind this page; absent when there is none.
             * @example WyItY3JlYXRlVGltZSIsIjE4NTUxMSJd
             */
            next?: string;
        };
        /**
         * @description What became of an import.
         * @example {
         *       "taskId": "imp_019a2f60-6f0e-7c0a-9a51-3f2b8d1c7e90",
         *       "status": "CompletedWithErrors",
         *       "rows": {
         *         "total": 3,
         *         "pending": 0,
         *         "succeeded": 2,
         *         "unchanged": 0,
         *         "failed": 1,
         *         "canceled": 0
         *       },
         *       "errors": [
         *         {
         *           "line": 3,
         *           "column": "telephoneNumber",
         *           "telephoneNumber": "6.13955E+10",
         *           "code": "row_invalid",
         *           "error": "A spreadsheet rounded the number to 6.13955E+10. Format the column as text, and enter the number again with its +."
         *         }
         *       ],
         *       "uploads": [
         *         {
         *           "taskId": "wup_c14a0a55-fcc5-4598-b405-c978e7da1af4",
         *           "rows": 2,
         *           "status": "CompletedWithErrors"
         *         }
         *       ]
         *     }
         */
        NumberImport: {
            taskId: string;
            /**
             * @description InProgress until the task is over.
             * @enum {string}
             */
            status: "InProgress" | "CompletedSuccess" | "CompletedWithErrors" | "Failed" | "Canceled";
            rows: components["schemas"]["NumberImportRows"];
            /** @description The first hundred rows that failed; `result.csv` has all. */
            errors: components["schemas"]["NumberImportError"][];
            /** @description The first hundred uploads that the rows were divided into. */
            uploads: components["schemas"]["NumberImportUpload"][];
        };
        /** @description One page of numbers. */
        NumberPage: {
            /** @example 1 */
            currentPage: number;
            /** @example 200 */
            pageSize: number;
            /** @example 1 */
            totalPages: number;
            /**
             * @description Records on all pages.
             * @example 1
             */
            totalRecords: number;
            data: components["schemas"]["NumberRecord"][];
            /**
             * @description Send it as `cursor` to go on behind this page; absent when there is none.
             * @example WyItY3JlYXRlVGltZSIsIjE4NTUxMSJd
             */
            next?: string;
        };
        /**
         * @description A number as it was at a moment.
         * @example {
         *       "telephoneNumber": "+61395556880",
         *       "at": "2026-03-01T00:00:00Z",
         *       "isHeld": true,
         *       "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *       "facts": {
         *         "usage": "CallingUserAssignment"
         *       },
         *       "rules": [
         *         {
         *           "sbcId": 8,
         *           "name": "Southern",
         *           "tag": "Trunk=c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *           "since": "2026-02-16T16:18:01Z"
         *         }
         *       ],
         *       "changedAt": "2026-02-16T16:17:56.142792Z",
         *       "change": "uploaded",
         *       "taskId": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *       "caller": "a0000000-0000-4000-8000-000000000001"
         *     }
         */
        NumberPast: {
            telephoneNumber: string;
            /** Format: date-time */
            at: string;
            /** @description Whether a tenant had it then. */
            isHeld: boolean;
            /** @description Whose it was. */
            msTenantId: string | null;
            /** @description What was known of it then, as far as its history tells: calling profile, usage, assignment and user, SIP connection, reservation … */
            facts: {
                [key: string]: unknown;
            };
            /** @description Its rules on SBCs then. */
            rules: components["schemas"]["NumberPastRule"][];
            /**
             * Format: date-time
             * @description When it last changed before that.
             */
            changedAt: string | null;
            /** @description How. */
            change: string | null;
            /** @description By which task. */
            taskId: string | null;
            /** @description Which application asked for that. */
            caller: string | null;
        };
        /**
         * @description A number that a tenant holds, and the customer behind the tenant.
         * @example {
         *       "uploadTelephoneNumberEntryId": 324930,
         *       "source": "webapi",
         *       "sbcList": [
         *         {
         *           "sbcName": "Demo SBC 1",
         *           "sbcId": 8
         *         },
         *         {
         *           "sbcName": "Demo SBC 2",
         *           "sbcId": 11
         *         }
         *       ],
         *       "id": 121452,
         *       "uploadToAccountJobId": 4977,
         *       "whenCreated": "2026-02-16T16:17:56.1427920+00:00",
         *       "acquiredNumberStatus": 0,
         *       "telephoneNumber": "+61395556880",
         *       "callingProfileId": "5f3fbb3b-df9b-483d-b294-c7eb01e22aac",
         *       "acquiredCapabilities": [
         *         "Office365",
         *         "InboundCalling",
         *         "OutboundCalling",
         *         "UserAssignment"
         *       ],
         *       "availableCapabilities": [
         *         "Office365",
         *         "InboundCalling",
         *         "OutboundCalling",
         *         "UserAssignment",
         *         "Mobile"
         *       ],
         *       "acquiredOn": "2026-02-16T16:15:02.4471180+00:00",
         *       "isoCountryCode": "AU",
         *       "tnUploadJobId": "899c58a5-92df-4e93-a142-a35e72b7b743",
         *       "locationId": null,
         *       "civicAddressId": null,
         *       "assignmentStatus": null,
         *       "tenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *       "aslcht": null,
         *       "aslsct": null,
         *       "aslvCode": null,
         *       "asticks": null,
         *       "tenantCallingProfileId": null,
         *       "ocSipConnectionName": "GRXRATNEUZMNZ",
         *       "ocSipConnectionDescription": null,
         *       "umpCustomerGuid": "d0000000-0000-4000-8000-0000000000a1",
         *       "sbcListJson": null,
         *       "ovocChannelId": 1574,
         *       "consentedOn": "2025-03-10T07:21:45.1234560+00:00",
         *       "emergencyAddress": null,
         *       "emergencyLocation": null,
         *       "umpCustomerFullName": "Southern Cross Logistics",
         *       "msCompanyName": "Southern Cross Logistics",
         *       "sbcListArray": []
         *     }
         */
        NumberRecord: {
            uploadTelephoneNumberEntryId: number;
            /**
             * @description `webapi`: uploaded through this API. `webui`: imported. `ocsync`: found at Microsoft; no SBC is touched for it.
             * @enum {string}
             */
            source: "webapi" | "webui" | "ocsync";
            /** @description The SBCs whose dial plan holds the number. */
            sbcList: components["schemas"]["NumberRecordSbcList"][];
            id: number;
            uploadToAccountJobId: number | null;
            /** Format: date-time */
            whenCreated: string;
            /** @description 0 Active, 1 ReleaseRequested, 2 MarkedForRemoval, 3 ReadyForRemoval. */
            acquiredNumberStatus: number | null;
            /** @description E.164. */
            telephoneNumber: string;
            callingProfileId: string | null;
            acquiredCapabilities: string[];
            availableCapabilities: string[];
            /** Format: date-time */
            acquiredOn: string | null;
            isoCountryCode: string | null;
            /** @description The job at Microsoft that acquired the number. */
            tnUploadJobId: string | null;
            locationId: string | null;
            civicAddressId: string | null;
            /** @description Who has it: Unassigned, Unknown, UserAssigned, ConferenceAssigned, VoiceApp, ThirdPartyAppAssigned, PolicyAssigned; what Microsoft says else stays as it is. */
            assignmentStatus: string | null;
            /** @description The Microsoft tenant that holds the number. */
            tenantId: string;
            aslcht: null;
            aslsct: null;
            aslvCode: null;
            asticks: null;
            tenantCallingProfileId: string | null;
            ocSipConnectionName: string | null;
            ocSipConnectionDescription: string | null;
            /** @description The customer. */
            umpCustomerGuid: string | null;
            sbcListJson: null;
            /** @description 0: the customer belongs to no channel. */
            ovocChannelId: number;
            /** Format: date-time */
            consentedOn: string | null;
            /** @description The civic address in words, where our copy has it; an upload takes them as `address`. */
            emergencyAddress: string | null;
            /** @description The place within it. */
            emergencyLocation: string | null;
            umpCustomerFullName: string | null;
            msCompanyName: string | null;
            sbcListArray: string[];
        };
        ValidateNumbers: {
            /**
             * @description Microsoft tenant id of the customer.
             * @example c1a7e2d0-1111-4a61-9b01-0000000000a1
             */
            msTenantId: string;
            /**
             * @description E.164 numbers.
             * @example [
             *       "+61395556880"
             *     ]
             */
            telephoneNumbers: string[];
        };
        /**
         * @example {
         *       "validationResult": "Success",
         *       "telephoneNumbers": [
         *         {
         *           "telephoneNumber": "+61395556880",
         *           "validationResult": "Success",
         *           "actionRequired": false,
         *           "validationDetail": [],
         *           "telphoneNumberDetail": {
         *             "numberFound": false,
         *             "numberOffering": "",
         *             "assignmentStatus": ""
         *           },
         *           "decidedBy": "Tables of libphonenumber-js 1.13.16"
         *         }
         *       ]
         *     }
         */
        NumberVerdicts: {
            validationResult: "Success" | "Failed";
            telephoneNumbers: components["schemas"]["NumberVerdictsTelephoneNumber"][];
        };
        /**
         * @description Ranges of numbers that exist, whatever the tables of numbering plans say. They decide before the tables, about whether a number exists, its country and its type.
         * @example {
         *       "overrides": [
         *         {
         *           "country": "AU",
         *           "start": "+61359990000",
         *           "end": "+61359999999",
         *           "numberType": "Geographic",
         *           "source": "ACMA 2026-118",
         *           "note": "Opened on the first of December",
         *           "validFrom": "2026-12-01T00:00:00Z"
         *         }
         *       ]
         *     }
         */
        NumberingOverrides: {
            /** @description All of them; those that are not named are gone. */
            overrides: components["schemas"]["NumberingOverridesOverride"][];
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /**
         * @description What the provider declared beside the tables of numbering plans.
         * @example {
         *       "tables": "libphonenumber-js 1.13.16",
         *       "overrides": [
         *         {
         *           "country": "AU",
         *           "start": "+61359990000",
         *           "end": "+61359999999",
         *           "numberType": "Geographic",
         *           "source": "ACMA 2026-118",
         *           "note": "Opened on the first of December",
         *           "validFrom": "2026-12-01T00:00:00Z",
         *           "validTo": null,
         *           "inForce": false,
         *           "needless": false
         *         }
         *       ]
         *     }
         */
        NumberingOverridesAnswer: {
            /** @description The tables of numbering plans that this installation has. */
            tables: string;
            /** @description By number. */
            overrides: components["schemas"]["NumberingOverridesAnswerOverride"][];
        };
        /**
         * @example {
         *       "phoneNumbers": [
         *         "+97239764578",
         *         "+97239764579"
         *       ]
         *     }
         * @example {
         *       "phoneNumberRanges": [
         *         {
         *           "start": "+97239764660",
         *           "end": "+97239764670"
         *         }
         *       ],
         *       "removeFromOperatorConnect": false
         *     }
         */
        ReleaseNumbers: {
            /** @description E.164 numbers. The body may also be just this array. */
            phoneNumbers?: string[];
            /** @description Ranges of numbers of one length, both ends included. */
            phoneNumberRanges?: components["schemas"]["ReleaseNumbersPhoneNumberRange"][];
            /** @description false leaves Microsoft out: for a customer whose tenant is gone there. Default: true. */
            removeFromOperatorConnect?: boolean;
            ticketId?: string;
        };
        /**
         * @description A start and how many numbers. A tenant, a customer or a SIP connection says whose they are.
         * @example {
         *       "umpCustomerGuid": "d0000000-0000-4000-8000-0000000000a1",
         *       "startTelephoneNumber": "+6139555620X",
         *       "range": 10,
         *       "removeFromOperatorConnect": true
         *     }
         */
        ReleaseNumberRange: {
            /** @description Microsoft tenant id of the customer. */
            msTenantId?: string;
            /** @description The customer. */
            umpCustomerGuid?: string;
            /** @description A SIP connection of the customer. */
            siteGuid?: string;
            /**
             * @description The first number. Each X at its end stands for 0, and marks the block that is meant.
             * @example +6139555600X
             */
            startTelephoneNumber: string;
            /**
             * @description How many numbers, the first included, up to what a request may have. Without it all that the Xs stand for, and without Xs one.
             * @example 10
             */
            range?: number;
            /** @description false leaves Microsoft out: for a customer whose tenant is gone there. Numbers that Microsoft does not have are no failure either way. Default: true. */
            removeFromOperatorConnect?: boolean;
            /**
             * @description The product that the numbers are for. Microsoft has one, `teams`.
             * @example teams
             */
            productContext?: string;
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /**
         * @example {
         *       "data": {
         *         "processedCount": 1,
         *         "successCount": 1,
         *         "errors": []
         *       },
         *       "status": "success",
         *       "succeeded": true,
         *       "message": "Numbers successfully transitioned to ReadyForRemoval status"
         *     }
         */
        RemovalAnswer: {
            data: components["schemas"]["RemovalAnswerData"];
            /** @description `failed` when some numbers were not changed. */
            status: "success" | "failed";
            succeeded: boolean;
            message: string;
        };
        RemovalRequest: {
            /**
             * @description 1 to 500 numbers that are marked for removal.
             * @example [
             *       "+61395556880"
             *     ]
             */
            telephoneNumbers: string[];
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /**
         * @example {
         *       "markedForRemovalCount": 2,
         *       "readyForRemovalCount": 1,
         *       "totalCount": 3
         *     }
         */
        RemovalSummary: {
            markedForRemovalCount: number;
            readyForRemovalCount: number;
            totalCount: number;
        };
        /**
         * @description Numbers one by one, by ranges, or both.
         * @example {
         *       "callingProfile": "5f3fbb3b-df9b-483d-b294-c7eb01e22aac",
         *       "usage": "CallingUserAssignment",
         *       "capabilities": [
         *         "InboundCalling",
         *         "OutboundCalling"
         *       ],
         *       "phoneNumbers": [
         *         "+61395556880"
         *       ],
         *       "workflowVersion": 3,
         *       "country": "AU"
         *     }
         * @example {
         *       "callingProfile": "5f3fbb3b-df9b-483d-b294-c7eb01e22aac",
         *       "usage": "CallingUserAssignment",
         *       "additionalUsages": [
         *         "FirstPartyAppAssignment"
         *       ],
         *       "capabilities": [
         *         "InboundCalling",
         *         "OutboundCalling"
         *       ],
         *       "phoneNumbers": [
         *         "+97239764533",
         *         "+97239764535"
         *       ],
         *       "phoneNumberRanges": [
         *         {
         *           "start": "+97239764660",
         *           "end": "+97239764670"
         *         }
         *       ],
         *       "workflowVersion": 3
         *     }
         */
        UploadNumbers: {
            /** @description Id (or name) of the calling profile whose SBCs will carry the numbers. */
            callingProfile: string;
            /**
             * @description What the numbers are for.
             * @example CallingUserAssignment
             * @enum {string}
             */
            usage: "CallingUserAssignment" | "FirstPartyAppAssignment" | "ConferenceAssignment" | "ThirdPartyAppAssignment";
            /** @description Further usages; requires workflowVersion 3. */
            additionalUsages?: ("CallingUserAssignment" | "FirstPartyAppAssignment" | "ConferenceAssignment" | "ThirdPartyAppAssignment")[];
            /**
             * @description Defaults to InboundCalling and OutboundCalling. Others that the plan of the tenant has are taken as well.
             * @example [
             *       "InboundCalling",
             *       "OutboundCalling"
             *     ]
             */
            capabilities?: ("InboundCalling" | "OutboundCalling" | "Mobile" | "Office365" | "Azure" | "Calling" | "Geographic" | "NonGeographic" | "TollCalling" | "TollFreeCalling" | "TollFree" | "Premium")[];
            /**
             * @description E.164 numbers.
             * @example [
             *       "+61395556880"
             *     ]
             */
            phoneNumbers?: string[];
            /** @description Ranges of numbers of one length, both ends included. */
            phoneNumberRanges?: components["schemas"]["UploadNumbersPhoneNumberRange"][];
            /**
             * @description ISO code or dialling code; mandatory for North American toll-free numbers.
             * @example AU
             */
            country?: string;
            /**
             * @description NoSelection is as if it were left out.
             * @enum {string}
             */
            typeOfService?: "Geographic" | "TollFree" | "Mobile" | "NoSelection";
            /** @description Emergency address: the id of a civic address of the tenant, or its words, as in `350 Fifth Avenue`. It must exist in the tenant. */
            address?: string;
            /** @description Emergency location: its id, or the town of the address, or the name of a location within it. */
            location?: string;
            /** @description Id of a civic address of the tenant. */
            civicAddressId?: string;
            /** @description Id of a location of the tenant. */
            locationId?: string;
            /** @description Whether the tenant may set the emergency address itself; default true. */
            allowTenantAddressUpdate?: boolean;
            /** @description Makes numbers ours that came from elsewhere (source `ocsync`): their source changes, and they are programmed on the SBCs. Without it such numbers are left as they are, and named. Default: false. */
            adopt?: boolean;
            /** @description For applications of the provider: why something is used although it is allocated to others, or belongs to the provider. Kept on the task and in its messages. */
            reason?: string;
            /** @description Your service request; kept on the task. */
            ticketId?: string;
            /** @description 1 to 3; additional usages need 3. Default: 3. */
            workflowVersion?: number;
        };
        /**
         * @description A start and up to 10000 numbers. A tenant, a customer or a SIP connection says who gets them.
         * @example {
         *       "umpCustomerGuid": "d0000000-0000-4000-8000-0000000000a1",
         *       "startTelephoneNumber": "+6139555620X",
         *       "range": 10,
         *       "callingProfile": "5f3fbb3b-df9b-483d-b294-c7eb01e22aac",
         *       "usage": [
         *         "InboundCalling",
         *         "OutboundCalling"
         *       ],
         *       "typeOfService": "Geographic",
         *       "allowTenantAddressUpdate": true,
         *       "productContext": "teams"
         *     }
         */
        UploadNumberRange: {
            /** @description Microsoft tenant id of the customer. */
            msTenantId?: string;
            /** @description The customer. */
            umpCustomerGuid?: string;
            /** @description A SIP connection of the customer. */
            siteGuid?: string;
            /**
             * @description The first number. Each X at its end stands for 0, and marks the block that is meant.
             * @example +6139555600X
             */
            startTelephoneNumber: string;
            /**
             * @description How many numbers, the first included, up to what a request may have. Without it all that the Xs stand for, and without Xs one.
             * @example 10
             */
            range?: number;
            /** @description Id (or name) of the calling profile whose SBCs will carry the numbers. */
            callingProfile: string;
            /** @description One or more of CallingUserAssignment, FirstPartyAppAssignment, ConferenceAssignment, ThirdPartyAppAssignment, the first of which is the main one, and of the capabilities InboundCalling, OutboundCalling, Mobile. CallingUserAssignment with InboundCalling and OutboundCalling, where nothing else is said. */
            usage?: ("CallingUserAssignment" | "FirstPartyAppAssignment" | "ConferenceAssignment" | "ThirdPartyAppAssignment" | "InboundCalling" | "OutboundCalling" | "Mobile")[];
            /**
             * @description NoSelection is as if it were left out.
             * @enum {string}
             */
            typeOfService?: "Geographic" | "TollFree" | "Mobile" | "NoSelection";
            /**
             * @description ISO code or dialling code; mandatory for North American toll-free numbers.
             * @example AU
             */
            country?: string;
            /** @description Id of a civic address of the tenant. */
            civicAddressId?: string;
            /** @description Id of a location of the tenant. */
            locationId?: string;
            /** @description Whether the tenant may set the emergency address itself; default true. */
            allowTenantAddressUpdate?: boolean;
            /**
             * @description The product that the numbers are for. Microsoft has one, `teams`.
             * @example teams
             */
            productContext?: string;
            /** @description Makes numbers ours that came from elsewhere (source `ocsync`): their source changes, and they are programmed on the SBCs. Without it such numbers are left as they are, and named. Default: false. */
            adopt?: boolean;
            /** @description For applications of the provider: why something is used although it is allocated to others, or belongs to the provider. Kept on the task and in its messages. */
            reason?: string;
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /**
         * @description A gateway to be added.
         * @example {
         *       "trunkModel": "DerivedTrunk",
         *       "fqdn": "Site2.sbc.example",
         *       "licensePlanId": 1,
         *       "webhooks": {
         *         "dnsConfirmation": "https://example.com/dns",
         *         "done": "https://example.com/done",
         *         "error": "https://example.com/error"
         *       },
         *       "scriptParameters": {
         *         "CustomVar.Variable1": "10.0.0.5"
         *       }
         *     }
         */
        OnlinePstnGatewayRequest: {
            /** @description FQDN of the gateway. */
            fqdn: string;
            /**
             * @description `DerivedTrunk` (default): the domain is verified and made active for Teams calls. `AzureAdDomainOnly`: it is verified, and no more.
             * @enum {string}
             */
            trunkModel?: "DerivedTrunk" | "AzureAdDomainOnly";
            /** @description License plan of the user that activates the domain, by a number of Live Platform. Kept; the subscription is chosen by what it has: Teams, best with Teams Phone, and a free license. */
            licensePlanId?: number;
            webhooks?: components["schemas"]["OnlinePstnGatewayRequestWebhooks"];
            /** @description Signs what the webhooks are sent, after Standard Webhooks: `whsec_` and 24 to 64 random bytes in base64. Without it they have id and time, and no signature. */
            webhookSecret?: string;
            /**
             * @description Values for the placeholders of the onboarding script: `CacProfile`, `ProxySet`, `OnlinePstnGateway`, `CarrierUserName`, `CarrierUserPassword`, `CarrierMailLine`, `CarrierMainLine`, `CarrierHostName`, and its customer variables as `CustomVar.Variable1`, `CustomVar.Variable2`, … or by their names. The password and the customer variables are sealed and never shown again; sent as `********` they stay as they are.
             * @example {
             *       "CacProfile": "10 sessions",
             *       "ProxySet": "SIPTrunk",
             *       "OnlinePstnGateway": "Site2.sbc.example"
             *     }
             */
            scriptParameters?: Record<string, never> | Record<string, never>[];
            /** @description For applications of the provider: why something is used although it is allocated to others, or belongs to the provider. Kept on the task and in its messages. */
            reason?: string;
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /**
         * @description A gateway that the customer's tenant knows an SBC by.
         * @example {
         *       "fqdn": "site.sbcdomain",
         *       "trunkModel": "DerivedTrunk"
         *     }
         */
        OnlinePstnGateway: {
            /** @description `<SIP connection>.<domain of the SBC>`. */
            fqdn: string;
            /** @enum {string} */
            trunkModel: "DerivedTrunk" | "AzureAdDomainOnly";
        };
        /**
         * @description A request for a gateway.
         * @example {
         *       "correlationId": "7a5f7e44-0bb0-4f66-9d0a-3f3f2f0a9c11",
         *       "fqdn": "Site2.sbc.example",
         *       "trunkModel": "DerivedTrunk",
         *       "state": "Requested"
         *     }
         */
        OnlinePstnGatewayReference: {
            /** @description Names the request when its DNS record is confirmed. */
            correlationId: string;
            fqdn: string;
            /** @enum {string} */
            trunkModel: "DerivedTrunk" | "AzureAdDomainOnly";
            /**
             * @description A gateway is listed once its DNS record is confirmed. It is `Verified` when Microsoft has seen the record, and `Active` when Teams can use it.
             * @enum {string}
             */
            state: "Requested" | "Confirmed" | "Verified" | "Active" | "Failed" | "Canceled";
        };
        /**
         * @description A dial plan of an SBC, with the rules of one SIP connection.
         * @example {
         *       "dialPlanId": "CustDialPlan",
         *       "ruleDTO": [
         *         {
         *           "name": "GSBFZUBGHWOFI",
         *           "prefix": "+97239753000",
         *           "tag": "sandbox1.audiocodes.be"
         *         }
         *       ]
         *     }
         */
        DialPlan: {
            /** @description Name of the dial plan. */
            dialPlanId: string;
            /** @description The rules of the SIP connection. */
            ruleDTO: components["schemas"]["DialPlanRuleDTO"][];
        };
        /**
         * @description What is to change in a dial plan. Removals come first, so that a rule can be replaced.
         * @example {
         *       "dialPlanId": "CustDialPlan",
         *       "add": [
         *         {
         *           "name": "CustDialPlan",
         *           "prefix": "+97239753000",
         *           "tag": "sandbox1.audiocodes.be"
         *         }
         *       ],
         *       "remove": [
         *         {
         *           "name": "CustDialPlan",
         *           "prefix": "+97239753009",
         *           "tag": "sandbox1.audiocodes.be"
         *         }
         *       ]
         *     }
         */
        DialPlanChange: {
            /** @description Repeats the path; another name is refused. */
            dialPlanId?: string;
            /** @description Rules that are to be there, at most 1000. */
            add?: components["schemas"]["DialPlanChangeAdd"][];
            /** @description Rules that are to be gone, at most 1000. */
            remove?: components["schemas"]["DialPlanChangeAdd"][];
            /** @description For applications of the provider: why something is used although it is allocated to others, or belongs to the provider. Kept on the task and in its messages. */
            reason?: string;
            /** @description Service request that this is done for. */
            ticketId?: string;
        };
        /**
         * @description Where a number would go.
         * @example {
         *       "number": "+97239753000",
         *       "rule": {
         *         "name": "GSBFZUBGHWOFI",
         *         "prefix": "+97239753000",
         *         "tag": "sandbox1.audiocodes.be"
         *       },
         *       "ofSite": true,
         *       "ofOthers": false
         *     }
         */
        DialPlanMatch: {
            number: string;
            /** @description The rule that the device would pick; null when there is none, or it belongs to somebody else. */
            rule: components["schemas"]["DialPlanRuleDTO"] | null;
            /** @description Whether the rule is one of the SIP connection. */
            ofSite: boolean;
            /** @description Whether the device would pick a rule of somebody else. */
            ofOthers: boolean;
        };
        /**
         * @description A script template, and what it comes to.
         * @example {
         *       "id": 10001,
         *       "name": "ip-pbx",
         *       "scriptType": 1,
         *       "description": null,
         *       "script": "configure voip\n  ip-group new\n    name \"{{SiteName}}-c\"\n    proxy-set-name \"{{ProxySet}}\"\n    local-host-name \"{{IPPBX-ProxyAddress}}\"\n    activate\n  exit\nexit\n",
         *       "customerVariables": [
         *         "IPPBX-ProxyAddress"
         *       ],
         *       "relatedScripts": [
         *         {
         *           "key": 700,
         *           "value": "sbc-scenario7Cleanup"
         *         }
         *       ],
         *       "preview": [
         *         "configure voip",
         *         "  ip-group new",
         *         "    name \"Site2-c\"",
         *         "    proxy-set-name \"SIPTrunk\"",
         *         "    local-host-name \"<IPPBX-ProxyAddress>\"",
         *         "    activate",
         *         "  exit",
         *         "exit"
         *       ],
         *       "placeholders": [
         *         "SiteName",
         *         "ProxySet",
         *         "IPPBX-ProxyAddress"
         *       ]
         *     }
         */
        SavedScriptTemplate: {
            id: number;
            name: string;
            /** @description 0 numbers (only the built-in ones are run), 1 onboarding on an SBC, 2 its cleanup, 3 and 4 the same for M365. */
            scriptType: number;
            /** @description Only with allDetails. */
            description: string | null;
            /** @description Only with allDetails. */
            script: string | null;
            /** @description Names of the customer variables, in the order of `CustomVar.Variable1`, 2, …; only with allDetails. */
            customerVariables: string[] | null;
            /** @description The cleanup script of an onboarding script. */
            relatedScripts: components["schemas"]["SavedScriptTemplateRelatedScript"][] | null;
            /** @description The script with example values; a device has indices where this has names. */
            preview: string[];
            /** @description Placeholders that the script uses. */
            placeholders: string[];
        };
        /**
         * @description What a script comes to.
         * @example {
         *       "preview": [
         *         "configure voip",
         *         "  ip-group new",
         *         "    name \"Site2-c\"",
         *         "    activate",
         *         "  exit",
         *         "exit"
         *       ],
         *       "placeholders": [
         *         "SiteName"
         *       ]
         *     }
         */
        ScriptPreview: {
            /** @description The script with these values. */
            preview: string[];
            /** @description Placeholders that the script uses. */
            placeholders: string[];
        };
        /**
         * @description A script to be judged and shown, not kept.
         * @example {
         *       "script": "configure voip\n  ip-group new\n    name \"{{SiteName}}-c\"\n    proxy-set-name \"{{ProxySet}}\"\n    local-host-name \"{{IPPBX-ProxyAddress}}\"\n    activate\n  exit\nexit\n",
         *       "scriptType": 1,
         *       "customerVariables": [
         *         "IPPBX-ProxyAddress"
         *       ],
         *       "values": {
         *         "SiteName": "Site2"
         *       }
         *     }
         */
        ScriptPreviewRequest: {
            /** @description The script to look at. */
            script: string;
            /** @description 0 or `Numbers`, 1 or `Onboarding`, 2 or `Cleanup`; default 1. */
            scriptType?: number | string;
            /** @description Names for `CustomVar.Variable1`, 2, … */
            customerVariables?: string[];
            /**
             * @description Values for placeholders, in the place of examples.
             * @example {
             *       "SiteName": "Site2"
             *     }
             */
            values?: {
                [key: string]: string;
            };
        };
        /**
         * @description What is written to an SBC for a site or a number.
         * @example {
         *       "id": 7,
         *       "name": "sbc-scenario7",
         *       "scriptType": 1,
         *       "description": null,
         *       "script": null,
         *       "customerVariables": null,
         *       "relatedScripts": [
         *         {
         *           "key": 700,
         *           "value": "sbc-scenario7Cleanup"
         *         }
         *       ]
         *     }
         */
        ScriptTemplate: {
            id: number;
            name: string;
            /** @description 0 numbers (only the built-in ones are run), 1 onboarding on an SBC, 2 its cleanup, 3 and 4 the same for M365. */
            scriptType: number;
            /** @description Only with allDetails. */
            description: string | null;
            /** @description Only with allDetails. */
            script: string | null;
            /** @description Names of the customer variables, in the order of `CustomVar.Variable1`, 2, …; only with allDetails. */
            customerVariables: string[] | null;
            /** @description The cleanup script of an onboarding script. */
            relatedScripts: components["schemas"]["SavedScriptTemplateRelatedScript"][] | null;
        };
        /**
         * @description A script template as it is to be.
         * @example {
         *       "name": "ip-pbx",
         *       "scriptType": 1,
         *       "script": "configure voip\n  ip-group new\n    name \"{{SiteName}}-c\"\n    proxy-set-name \"{{ProxySet}}\"\n    local-host-name \"{{IPPBX-ProxyAddress}}\"\n    activate\n  exit\nexit\n",
         *       "customerVariables": [
         *         "IPPBX-ProxyAddress"
         *       ],
         *       "cleanupScript": 700
         *     }
         * @example {
         *       "name": "my-scenario7",
         *       "cloneFrom": 7
         *     }
         */
        ScriptTemplateRequest: {
            name?: string;
            description?: string;
            /** @description Lines of the device with `{{placeholders}}`; a value only ever becomes a quoted word. See the guide to script templates. */
            script?: string;
            /** @description Names for `CustomVar.Variable1`, 2, … */
            customerVariables?: string[];
            /**
             * @description The script that takes away what this one makes.
             * @example 700
             */
            cleanupScript?: number;
            /** @description 0 or `Numbers`, 1 or `Onboarding`, 2 or `Cleanup`; default 1. */
            scriptType?: number | string;
            /**
             * @description Begins with a copy of this template.
             * @example 7
             */
            cloneFrom?: number;
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /**
         * @description A SIP connection of a customer on one SBC.
         * @example {
         *       "id": "3f2d8f0e-6a0b-4d9c-9a77-0a4f6a4d2b10",
         *       "customerGuid": "d0000000-0000-4000-8000-0000000000a1",
         *       "tenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *       "m365DeploymentState": null,
         *       "sbcDeploymentState": "Deployed",
         *       "siteName": "Site2",
         *       "onlinePstnGateway": "Site2.sbc.example",
         *       "sbcInfo": {
         *         "sbcConfigurationType": "SipTrunk",
         *         "cacProfile": "10 sessions",
         *         "carrierHostName": "h",
         *         "carrierId": "SIPTrunk",
         *         "carrierMainLine": null,
         *         "carrierUserName": "u",
         *         "flagConfigureSbc": true,
         *         "sbcId": 8,
         *         "sbcScripts": {
         *           "onboardingScript": 7,
         *           "cleanupScript": 700,
         *           "customerVariables": {
         *             "CarrierUserPassword": "********",
         *             "CarierMailLine": "+61395556880",
         *             "CustomVar.Variable1": "********"
         *           }
         *         },
         *         "ovocCustomerType": "IPGROUP_TYPE",
         *         "ocUploadNumberScript": 5000,
         *         "ocReleaseNumberScript": 5001,
         *         "enableCAC": true,
         *         "flagCarrierRegistration": true
         *       },
         *       "m365Info": {
         *         "m365Scripts": {
         *           "flagConfigureM365Routing": false,
         *           "onboardingScript": null,
         *           "cleanupScript": null,
         *           "customerVariables": null
         *         }
         *       },
         *       "pendingTasks": []
         *     }
         */
        SiteLocation: {
            /** @description The siteGuid that adding it answered. */
            id: string;
            customerGuid: string;
            /** @description The Microsoft tenant of the customer. */
            tenantId: string;
            m365DeploymentState: string | null;
            /**
             * @description How far the site has come on its SBC.
             * @enum {string}
             */
            sbcDeploymentState: "NotDeployed" | "Deploying" | "Failed" | "Deployed" | "Removing";
            siteName: string;
            /** @description FQDN that Microsoft knows the site by. */
            onlinePstnGateway: string | null;
            sbcInfo: components["schemas"]["SiteLocationSbcInfo"];
            m365Info: components["schemas"]["SiteLocationM365Info"];
            /** @description Tasks that change the site and are not over. */
            pendingTasks: string[];
        };
        /**
         * @description A SIP connection as it is asked for, or what is to change of it.
         * @example {
         *       "siteLocationName": "Site2",
         *       "ovocCustomerType": "IPGROUP_TYPE",
         *       "sbcId": 8,
         *       "sbcOnboardingScript": 7,
         *       "sbcCleanupScript": 700,
         *       "scriptParameters": {
         *         "CacProfile": "10 sessions",
         *         "ProxySet": "SIPTrunk",
         *         "OnlinePstnGateway": "Site2.sbc.example",
         *         "CarrierUserName": "u",
         *         "CarrierUserPassword": "secret",
         *         "CarrierMailLine": "+61395556880",
         *         "CarrierHostName": "h"
         *       }
         *     }
         * @example {
         *       "siteLocation": {
         *         "siteLocationName": "Site2",
         *         "sbcId": 8,
         *         "sbcOnboardingScript": 7,
         *         "sbcCleanupScript": 700
         *       },
         *       "scriptParameters": {
         *         "ProxySet": "SIPTrunk"
         *       }
         *     }
         */
        SiteLocationRequest: {
            /**
             * @description Name of the SIP connection: 3 to 15 letters, digits, _ and -. It names the IP groups and the rules of dial plans.
             * @example Site2
             */
            siteLocationName?: string;
            /**
             * @description Only `IPGROUP_TYPE` can be added.
             * @example IPGROUP_TYPE
             * @enum {string}
             */
            ovocCustomerType?: "IPGROUP_TYPE";
            /**
             * @description The SBC, from the list of SBC devices.
             * @example 8
             */
            sbcId?: number;
            /**
             * @description One of SipTrunk, IpPbx, Byoc; default SipTrunk.
             * @enum {string}
             */
            sbcConfigurationType?: "SipTrunk" | "IpPbx" | "Byoc";
            /**
             * @description Script template that brings the site to the SBC; default 7.
             * @example 7
             */
            sbcOnboardingScript?: number;
            /**
             * @description Script template that takes it away; default the one that belongs to the onboarding script.
             * @example 700
             */
            sbcCleanupScript?: number;
            /**
             * @description Script template for numbers; default 5000, and there is no other yet.
             * @example 5000
             */
            sbcOcUploadNumberScript?: number;
            /**
             * @description Script template for numbers; default 5001, and there is no other yet.
             * @example 5001
             */
            sbcOcReleaseNumberScript?: number;
            /**
             * @description Values for the placeholders of the onboarding script: `CacProfile`, `ProxySet`, `OnlinePstnGateway`, `CarrierUserName`, `CarrierUserPassword`, `CarrierMailLine`, `CarrierMainLine`, `CarrierHostName`, and its customer variables as `CustomVar.Variable1`, `CustomVar.Variable2`, … or by their names. The password and the customer variables are sealed and never shown again; sent as `********` they stay as they are.
             * @example {
             *       "CacProfile": "10 sessions",
             *       "ProxySet": "SIPTrunk",
             *       "OnlinePstnGateway": "Site2.sbc.example"
             *     }
             */
            scriptParameters?: Record<string, never> | Record<string, never>[];
            /**
             * @description Name of a CAC profile of the SBC.
             * @example 10 sessions
             */
            cacProfile?: string;
            /** @description Name of the proxy set towards the carrier; default Teams-OC. */
            proxySet?: string;
            /** @description FQDN of the SBC at Microsoft; default `<site>.<FQDN of the SBC>`. */
            onlinePstnGateway?: string;
            /** @description User for the registration at the carrier, at most 60 characters. */
            carrierUserName?: string;
            /** @description Its password; it is never shown again. */
            carrierUserPassword?: string;
            /** @description Main line at the carrier, for scripts that use `CarrierMailLine`, as the built-in one does. */
            carrierMailLine?: string;
            /** @description Main line at the carrier, for scripts that use `CarrierMainLine`. */
            carrierMainLine?: string;
            /** @description Host name of the carrier. */
            carrierHostName?: string;
            /** @description Whether the CAC profile counts; default true. */
            enableCAC?: boolean;
            /** @description Whether the SBC is configured at all; default true. */
            flagConfigureSbc?: boolean;
            /** @description Whether the site registers at the carrier when it has a user there; default true. */
            flagCarrierRegistration?: boolean;
            siteLocation?: components["schemas"]["SiteLocationRequestSiteLocation"];
            /** @description For a change: which site, where the path does not say. */
            sbcSiteGuid?: string;
            /** @description For applications of the provider: why something is used although it is allocated to others, or belongs to the provider. Kept on the task and in its messages. */
            reason?: string;
            /** @description Service request that this is done for. */
            ticketId?: string;
        };
        /**
         * @description The SIP connection and the task that changes it.
         * @example {
         *       "siteGuid": "3f2d8f0e-6a0b-4d9c-9a77-0a4f6a4d2b10",
         *       "taskId": "tsk_841025"
         *     }
         */
        SiteLocationReference: {
            /** @description Id of the SIP connection. */
            siteGuid: string;
            /** @description Read it at `task/{taskId}`. */
            taskId: string;
        };
        /**
         * @description The tasks that take a SIP connection away.
         * @example {
         *       "status": true,
         *       "msg": "queued",
         *       "sbcCleanupTaskId": "tsk_841026",
         *       "o365CleanupTask": "tsk_0"
         *     }
         */
        SiteLocationRemoval: {
            status: boolean;
            msg: string;
            /** @description Read it at `task/{taskId}`. */
            sbcCleanupTaskId: string;
            /** @description `tsk_0`: there is nothing to clean at M365. */
            o365CleanupTask: string;
        };
        /**
         * @description Microsoft's object that ties numbers to trunks.
         * @example {
         *       "additionalSbcList": [],
         *       "callingProfileId": "5f3fbb3b-df9b-483d-b294-c7eb01e22aac",
         *       "name": "Dialplane Calling",
         *       "enviroment": "Production",
         *       "region": "Global",
         *       "carrier": "Dialplane Telecom",
         *       "offerTypes": [
         *         {
         *           "offerTypeName": "Calling",
         *           "testNumbers": []
         *         },
         *         {
         *           "offerTypeName": "AudioConferencing",
         *           "testNumbers": []
         *         }
         *       ],
         *       "emergencyDialStrings": [],
         *       "isEmergencyProfile": false,
         *       "emergencyProfileId": "7b3e1b63-ab56-4c4a-9e06-2e3d4c5b6071",
         *       "trunksEnrolled": [
         *         {
         *           "trunkFqdn": "oc1.sbc.dialplane.example",
         *           "trunkId": "7e424b6c-bbbe-4be4-8ebb-c2e2a04b2b34",
         *           "matchingSbcList": [
         *             {
         *               "sbcId": 8,
         *               "fqdn": "oc1.sbc.dialplane.example",
         *               "ipAddress": "192.0.2.8",
         *               "name": "Demo SBC 1"
         *             }
         *           ]
         *         }
         *       ],
         *       "validation": {
         *         "Calling": "NotValidated"
         *       }
         *     }
         */
        CallingProfile: {
            additionalSbcList: components["schemas"]["CallingProfileAdditionalSbcList"][];
            /** @description What an upload names in `callingProfile`. */
            callingProfileId: string;
            name: string;
            enviroment: string | null;
            region: string | null;
            carrier: string | null;
            offerTypes: components["schemas"]["CallingProfileOfferType"][];
            emergencyDialStrings: string[];
            /** @description Numbers cannot be uploaded to an emergency profile. */
            isEmergencyProfile: boolean;
            emergencyProfileId: string | null;
            trunksEnrolled: components["schemas"]["CallingProfileTrunksEnrolled"][];
            /** @description Offer type → whether Microsoft has validated the profile for it. */
            validation: {
                [key: string]: string;
            };
        };
        /**
         * @example {
         *       "callingProfileId": "5f3fbb3b-df9b-483d-b294-c7eb01e22aac",
         *       "name": "Dialplane Calling",
         *       "sbcList": [
         *         {
         *           "sbcId": 8,
         *           "fqdn": "oc1.sbc.dialplane.example",
         *           "ipAddress": "127.0.0.1",
         *           "name": "Demo SBC 1"
         *         }
         *       ]
         *     }
         */
        CallingProfileMapping: {
            callingProfileId: string;
            name: string;
            sbcList: components["schemas"]["CallingProfileAdditionalSbcList"][];
        };
        /**
         * @example {
         *       "freezeId": "f4ee2e00-0000-4000-8000-000000000001",
         *       "sbcId": 8,
         *       "customerId": null,
         *       "startsAt": "2026-12-23T18:00:00.000Z",
         *       "endsAt": "2026-12-27T06:00:00.000Z",
         *       "reason": "Christmas"
         *     }
         */
        FreezeWindow: {
            freezeId: string;
            /** @description The one device that is left alone; null: all. */
            sbcId: number | null;
            /**
             * Format: uuid
             * @description The one customer for whom; null: all.
             */
            customerId: string | null;
            /** Format: date-time */
            startsAt: string;
            /** Format: date-time */
            endsAt: string;
            /** @description What waiting tasks say. */
            reason: string;
        };
        /**
         * @description Neither device nor customer: nothing is changed on any device.
         * @example {
         *       "sbcId": 8,
         *       "endsAt": "2026-12-27T06:00:00.000Z",
         *       "reason": "Christmas"
         *     }
         */
        NewFreezeWindow: {
            /** @description The one device that is left alone; null: all. */
            sbcId?: number | null;
            /**
             * Format: uuid
             * @description The one customer for whom; null: all.
             */
            customerId?: string | null;
            /**
             * Format: date-time
             * @description Now, when left out.
             */
            startsAt?: string;
            /** Format: date-time */
            endsAt: string;
            /** @description What waiting tasks say. */
            reason: string;
            /** @description Your service request. */
            ticketId?: string;
        };
        /**
         * @example {
         *       "add": [
         *         {
         *           "name": "ACME",
         *           "prefix": "+61395556880",
         *           "tag": "Trunk=c1a7e2d0-1111-4a61-9b01-0000000000a1"
         *         }
         *       ]
         *     }
         */
        PlannedChange: {
            /** @description OCDialPlan, when left out. */
            plan?: string;
            add?: components["schemas"]["PlannedChangeAdd"][];
            remove?: components["schemas"]["PlannedChangeRemove"][];
            /** @description Instead of rules: to go back to what was before this change. */
            changeId?: string;
            /** @description Your service request. */
            ticketId?: string;
        };
        /**
         * @example {
         *       "changeId": "4711",
         *       "sbcId": 8,
         *       "plan": "OCDialPlan",
         *       "at": "2026-11-24T10:00:00.000Z",
         *       "taskIds": [
         *         "wup_c14a0a55-fcc5-4598-b405-c978e7da1af4"
         *       ],
         *       "addedCount": 1,
         *       "removedCount": 0
         *     }
         */
        SbcChange: {
            changeId: string;
            sbcId: number;
            plan: string;
            /**
             * Format: date-time
             * @description Right before it was made.
             */
            at: string;
            /** @description The tasks that asked for it; their changes are made in one. */
            taskIds: string[];
            addedCount: number;
            removedCount: number;
        };
        /**
         * @example {
         *       "changeId": "4711",
         *       "sbcId": 8,
         *       "plan": "OCDialPlan",
         *       "at": "2026-11-24T10:00:00.000Z",
         *       "taskIds": [
         *         "wup_c14a0a55-fcc5-4598-b405-c978e7da1af4"
         *       ],
         *       "addedCount": 1,
         *       "removedCount": 0,
         *       "added": [
         *         {
         *           "name": "ACME",
         *           "prefix": "+61395556880",
         *           "tag": "Trunk=c1a7e2d0-1111-4a61-9b01-0000000000a1"
         *         }
         *       ],
         *       "removed": []
         *     }
         */
        SbcChangeDetails: {
            changeId: string;
            sbcId: number;
            plan: string;
            /**
             * Format: date-time
             * @description Right before it was made.
             */
            at: string;
            /** @description The tasks that asked for it; their changes are made in one. */
            taskIds: string[];
            addedCount: number;
            removedCount: number;
            /** @description Rules that were not there before. */
            added: components["schemas"]["SbcChangeDetailsAdded"][];
            /** @description Rules that were there before. */
            removed: components["schemas"]["SbcChangeDetailsAdded"][];
        };
        /**
         * @example {
         *       "taskId": "sbc_pln_c14a0a55-fcc5-4598-b405-c978e7da1af4",
         *       "status": "CompletedSuccess",
         *       "plans": [
         *         {
         *           "plan": "OCDialPlan",
         *           "added": [
         *             {
         *               "name": "ACME",
         *               "prefix": "+61395556880",
         *               "tag": "Trunk=c1a7e2d0-1111-4a61-9b01-0000000000a1"
         *             }
         *           ],
         *           "removed": [],
         *           "unchanged": 0,
         *           "foreign": [],
         *           "refused": [],
         *           "rules": 12,
         *           "rulesAfter": 13,
         *           "rulesLeft": 487,
         *           "text": [
         *             "configure voip",
         *             "sbc dial-plan 0",
         *             "dial-plan-rule new",
         *             "name \"ACME\"",
         *             "prefix \"+61395556880\"",
         *             "tag \"Trunk=c1a7e2d0-1111-4a61-9b01-0000000000a1\"",
         *             "activate",
         *             "exit",
         *             "exit",
         *             "exit"
         *           ]
         *         }
         *       ]
         *     }
         */
        SbcChangePlan: {
            taskId: string;
            /**
             * @description InProgress when it takes longer; the task has the plans then.
             * @enum {string}
             */
            status: "InProgress" | "CompletedSuccess" | "CompletedWithErrors" | "Failed" | "Canceled";
            plans: components["schemas"]["SbcChangePlanPlan"][];
        };
        /**
         * @example {
         *       "taskId": "sbc_test_c14a0a55-fcc5-4598-b405-c978e7da1af4",
         *       "status": "CompletedWithErrors",
         *       "sbcId": 8,
         *       "usable": false,
         *       "findings": [
         *         {
         *           "check": "credentials",
         *           "result": "failed",
         *           "message": "SBC 8 does not accept our credentials (401): the user or the password is wrong, blocked or expired."
         *         }
         *       ]
         *     }
         */
        SbcAnswer: {
            taskId: string;
            /**
             * @description InProgress when it takes longer; follow the task then.
             * @example CompletedSuccess
             * @enum {string}
             */
            status?: "InProgress" | "CompletedSuccess" | "CompletedWithErrors" | "Failed" | "Canceled";
            sbcId?: number;
            /** @description Whether the device can be programmed as it is now. */
            usable?: boolean;
            findings?: components["schemas"]["SbcAnswerFinding"][];
            device?: components["schemas"]["SbcDetails"];
        };
        /**
         * @description The user name stays as it is when it is left out.
         * @example {
         *       "password": "a new one"
         *     }
         */
        SbcCredentials: {
            username?: string;
            /** @description Kept sealed, and never shown again. */
            password: string;
            /** @description PEM of the certificate to show when the device asks for one; empty for none. */
            clientCertificate?: string;
            /** @description PEM of its key. Kept sealed, and never shown again. */
            clientKey?: string;
            /** @description Your service request. */
            ticketId?: string;
        };
        /**
         * @example {
         *       "sbcId": 8,
         *       "name": "Demo SBC 1",
         *       "fqdn": "oc1.sbc.dialplane.example",
         *       "ipAddress": "127.0.0.1",
         *       "driver": "mediant",
         *       "available": true,
         *       "unavailableReason": null,
         *       "baseUrl": "https://oc1-mgmt.dialplane.example",
         *       "username": "dialplane",
         *       "certificateAuthority": null,
         *       "certificateFingerprint": null,
         *       "clientCertificate": null,
         *       "limits": {},
         *       "siteCount": 1,
         *       "numberCount": 12,
         *       "createdAt": "2026-11-01T09:00:00.000Z",
         *       "credentialsChangedAt": "2026-11-20T09:00:00.000Z",
         *       "abandonedAt": null,
         *       "health": {
         *         "usable": true,
         *         "readAt": "2026-11-24T10:00:00.000Z",
         *         "ageSeconds": 12,
         *         "answeredAt": "2026-11-24T10:00:00.000Z",
         *         "product": "Mediant VE SBC",
         *         "firmware": "7.40A.600.203",
         *         "serialNumber": "10000008",
         *         "operationalState": "UNLOCKED",
         *         "highAvailability": "Not Operational",
         *         "saveNeeded": false,
         *         "certificateEnds": "2027-10-01T00:00:00.000Z",
         *         "alarms": [
         *           {
         *             "id": "1",
         *             "description": "Ethernet link alarm. LAN port number 2 is down.",
         *             "severity": "minor",
         *             "source": "Board#1/EthernetLink#2",
         *             "date": "2026-11-24T09:12:44.000Z"
         *           }
         *         ],
         *         "findings": [
         *           {
         *             "check": "connection",
         *             "result": "ok",
         *             "message": "It answers: Mediant VE SBC, firmware 7.40A.600.203."
         *           },
         *           {
         *             "check": "dial-plans",
         *             "result": "ok",
         *             "message": "OCDialPlan is there."
         *           }
         *         ]
         *       }
         *     }
         */
        SbcDetails: {
            sbcId: number;
            name: string;
            /** @description Name of its trunk: calling profiles lead to it by this name. */
            fqdn: string;
            ipAddress: string | null;
            /** @enum {string} */
            driver: "mediant" | "kamailio" | "oracle";
            /** @description false while its breaker is open, because it did not answer lately. */
            available: boolean;
            unavailableReason: string | null;
            baseUrl: string;
            username: string;
            certificateAuthority: string | null;
            certificateFingerprint: string | null;
            clientCertificate: string | null;
            limits: components["schemas"]["SbcDetailsLimits"];
            /** @description Sites on it. */
            siteCount: number;
            /** @description Numbers programmed on it. */
            numberCount: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            credentialsChangedAt: string;
            /**
             * Format: date-time
             * @description When it was given up.
             */
            abandonedAt: string | null;
            health: components["schemas"]["SbcDetailsHealth"];
        };
        /**
         * @example {
         *       "sbcId": 8,
         *       "name": "Demo SBC 1",
         *       "fqdn": "oc1.sbc.dialplane.example",
         *       "ipAddress": "127.0.0.1",
         *       "driver": "mediant",
         *       "available": true,
         *       "unavailableReason": null
         *     }
         */
        SbcDevice: {
            sbcId: number;
            name: string;
            /** @description Name of its trunk: calling profiles lead to it by this name. */
            fqdn: string;
            ipAddress: string | null;
            /** @enum {string} */
            driver: "mediant" | "kamailio" | "oracle";
            /** @description false while its breaker is open, because it did not answer lately. */
            available: boolean;
            unavailableReason: string | null;
        };
        /**
         * @example {
         *       "sbcId": 8,
         *       "usable": true,
         *       "readAt": "2026-11-24T10:00:00.000Z",
         *       "ageSeconds": 12,
         *       "answeredAt": "2026-11-24T10:00:00.000Z",
         *       "product": "Mediant VE SBC",
         *       "firmware": "7.40A.600.203",
         *       "serialNumber": "10000008",
         *       "operationalState": "UNLOCKED",
         *       "highAvailability": "Not Operational",
         *       "saveNeeded": false,
         *       "certificateEnds": "2027-10-01T00:00:00.000Z",
         *       "alarms": [
         *         {
         *           "id": "1",
         *           "description": "Ethernet link alarm. LAN port number 2 is down.",
         *           "severity": "minor",
         *           "source": "Board#1/EthernetLink#2",
         *           "date": "2026-11-24T09:12:44.000Z"
         *         }
         *       ],
         *       "findings": [
         *         {
         *           "check": "connection",
         *           "result": "ok",
         *           "message": "It answers: Mediant VE SBC, firmware 7.40A.600.203."
         *         },
         *         {
         *           "check": "dial-plans",
         *           "result": "ok",
         *           "message": "OCDialPlan is there."
         *         }
         *       ]
         *     }
         */
        SbcHealth: {
            sbcId: number;
            /** @description Whether it can be programmed; null before it was looked at. */
            usable: boolean | null;
            /** Format: date-time */
            readAt: string | null;
            /** @description How old this is. */
            ageSeconds: number | null;
            /**
             * Format: date-time
             * @description When the device last answered; what follows is of then.
             */
            answeredAt: string | null;
            product: string | null;
            firmware: string | null;
            serialNumber: string | null;
            operationalState: string | null;
            highAvailability: string | null;
            /** @description Whether it runs something that a restart would lose. */
            saveNeeded: boolean | null;
            /**
             * Format: date-time
             * @description When its certificate ends.
             */
            certificateEnds: string | null;
            /** @description Active alarms. */
            alarms: components["schemas"]["SbcDetailsHealthAlarm"][];
            findings: components["schemas"]["SbcAnswerFinding"][];
        };
        /**
         * @example {
         *       "sbcId": 8,
         *       "state": "fit",
         *       "reasons": [],
         *       "askedAt": "2026-11-24T10:00:00.000Z",
         *       "qualifiedAt": "2026-11-24T10:00:04.000Z",
         *       "taskId": "sbc_qlf_c14a0a55-fcc5-4598-b405-c978e7da1af4",
         *       "findings": [
         *         {
         *           "check": "probe",
         *           "result": "ok",
         *           "message": "A rule like those of numbers (15 characters of name, 16 of prefix and 42 of tag) was written, found by the CLI script and the INI file, and saved."
         *         }
         *       ],
         *       "needs": {
         *         "nameLength": 15,
         *         "prefixLength": 16,
         *         "tagLength": 42
         *       },
         *       "capacity": {
         *         "rules": 6012,
         *         "limit": 10000,
         *         "addedPerDay": 40.5,
         *         "fullInDays": 98
         *       },
         *       "logins": {
         *         "pauseSeconds": 90,
         *         "lockoutSeconds": 60,
         *         "source": "default"
         *       },
         *       "profile": {
         *         "product": "Mediant VE SBC",
         *         "firmware": "7.40A.600.203",
         *         "serialNumber": "10000008",
         *         "operationalState": "UNLOCKED",
         *         "highAvailability": "Not Operational",
         *         "certificateEnds": "2027-10-01T00:00:00.000Z",
         *         "licence": "SBC sessions 1000, Teams, TLS",
         *         "timeZone": "+00:00",
         *         "clockOffsetSeconds": 0,
         *         "longestName": 15,
         *         "longestPrefix": 50,
         *         "longestTag": 64,
         *         "prefixCaseSensitive": true,
         *         "failedLogins": null,
         *         "lockoutSeconds": null,
         *         "ways": [
         *           "the CLI script",
         *           "the INI file"
         *         ],
         *         "readMs": 180,
         *         "changeMs": 940,
         *         "saveMs": 210,
         *         "removeMs": 870
         *       }
         *     }
         */
        SbcQualification: {
            sbcId: number;
            /** @description unknown: never asked for, numbers are put on it; pending: its numbers wait; unfit: it gets none. */
            state: "unknown" | "pending" | "fit" | "unfit";
            /** @description Why it gets no numbers. */
            reasons: string[];
            /** Format: date-time */
            askedAt: string | null;
            /** Format: date-time */
            qualifiedAt: string | null;
            /** @description The task that last came to a result. */
            taskId: string | null;
            findings: components["schemas"]["SbcAnswerFinding"][];
            needs: components["schemas"]["SbcQualificationNeeds"];
            capacity: components["schemas"]["SbcQualificationCapacity"];
            logins: components["schemas"]["SbcQualificationLogins"];
            profile: components["schemas"]["SbcQualificationProfile"] | null;
        };
        /**
         * @example {
         *       "name": "Sydney 1",
         *       "fqdn": "syd1.sbc.dialplane.example",
         *       "baseUrl": "https://syd1-mgmt.dialplane.example",
         *       "username": "dialplane",
         *       "password": "correct horse battery staple",
         *       "certificateFingerprint": "AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89"
         *     }
         */
        SbcRegistration: {
            name: string;
            /** @description Name of its trunk: calling profiles lead to it by this name. */
            fqdn: string;
            /** @description For people; empty for none. */
            ipAddress?: string;
            /**
             * @description What it is: an AudioCodes Mediant, a Kamailio with its JSON-RPC over HTTP, or an Oracle (Acme Packet) SBC.
             * @enum {string}
             */
            driver?: "mediant" | "kamailio" | "oracle";
            /** @description Of its management interface, without the path of the API. */
            baseUrl: string;
            /** @description PEM of the only authority accepted for it; empty trusts the public ones. */
            certificateAuthority?: string;
            /** @description SHA-256 of the one certificate it may show, whoever signed it; empty pins none. */
            certificateFingerprint?: string;
            limits?: components["schemas"]["SbcDetailsLimits"];
            username: string;
            /** @description Kept sealed, and never shown again. */
            password: string;
            /** @description PEM of the certificate to show when the device asks for one; empty for none. */
            clientCertificate?: string;
            /** @description PEM of its key. Kept sealed, and never shown again. */
            clientKey?: string;
            /** @description Your service request. */
            ticketId?: string;
        };
        /**
         * @description What is left out stays as it is.
         * @example {
         *       "name": "Sydney 1",
         *       "limits": {
         *         "tagLength": 42
         *       }
         *     }
         */
        SbcSettings: {
            name?: string;
            /** @description Name of its trunk: calling profiles lead to it by this name. */
            fqdn?: string;
            /** @description For people; empty for none. */
            ipAddress?: string;
            /**
             * @description What it is: an AudioCodes Mediant, a Kamailio with its JSON-RPC over HTTP, or an Oracle (Acme Packet) SBC.
             * @enum {string}
             */
            driver?: "mediant" | "kamailio" | "oracle";
            /** @description Of its management interface, without the path of the API. */
            baseUrl?: string;
            /** @description PEM of the only authority accepted for it; empty trusts the public ones. */
            certificateAuthority?: string;
            /** @description SHA-256 of the one certificate it may show, whoever signed it; empty pins none. */
            certificateFingerprint?: string;
            limits?: components["schemas"]["SbcDetailsLimits"];
            username?: string;
            /** @description Only together with another `baseUrl`: what is stored is sent to no other host. Else credentials are rotated. */
            password?: string;
            /** @description true gives a device up that will not come back: nothing waits for it any more, numbers and SIP connections leave it at once in the records, new numbers pass it over, and it can be removed with numbers on it. false takes it back; restore it then. */
            abandoned?: boolean;
            /** @description Your service request. */
            ticketId?: string;
        };
        /**
         * @description What a node of the tree may use: a channel, a customer, or with neither of them the whole provider. Numbers and gateways are for one node; at the provider they are for nobody below it. All else may be given to several, and those below a node have it too.
         * @example {
         *       "id": "6a5a0a2e-58c4-4d10-8d9c-0f3d1f6f5a01",
         *       "kind": "number",
         *       "value": "+6139555",
         *       "channelId": null,
         *       "umpCustomerGuid": "d0000000-0000-4000-8000-0000000000a1",
         *       "siteGuid": null,
         *       "source": "staff",
         *       "reason": null,
         *       "createdAt": "2025-08-12T07:02:10.822000Z"
         *     }
         */
        Allocation: {
            id: string;
            /**
             * @description What it is.
             * @enum {string}
             */
            kind: "number" | "gateway" | "tag" | "proxy-set" | "dial-plan" | "sbc";
            /**
             * @description For `number` a prefix in the notation of dial plans, or two numbers of one length with `-` between them; for `sbc` its id; else a name.
             * @example +6139555
             */
            value: string;
            /** @description The channel that has it. */
            channelId: number | null;
            /** @description The customer that has it. */
            umpCustomerGuid: string | null;
            /** @description The only SIP connection of the customer that has it. */
            siteGuid: string | null;
            /**
             * @description `held`: it came with what the node has, as a SIP connection or a rule of a dial plan.
             * @enum {string}
             */
            source: "staff" | "held";
            /** @description Why it was given although others have it. */
            reason: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        /** @description One page of allocations, the oldest first. */
        AllocationPage: {
            /** @example 1 */
            currentPage: number;
            /** @example 200 */
            pageSize: number;
            /** @example 1 */
            totalPages: number;
            /**
             * @description Records on all pages.
             * @example 1
             */
            totalRecords: number;
            data: components["schemas"]["Allocation"][];
            /**
             * @description Send it as `cursor` to go on behind this page; absent when there is none.
             * @example WyItY3JlYXRlVGltZSIsIjE4NTUxMSJd
             */
            next?: string;
        };
        /**
         * @description At most one of channel, customer and SIP connection says who gets it; with none, the whole provider.
         * @example {
         *       "kind": "number",
         *       "value": "+6139555",
         *       "umpCustomerGuid": "d0000000-0000-4000-8000-0000000000a1"
         *     }
         * @example {
         *       "kind": "number",
         *       "value": "+61395550000-+61395559999",
         *       "channelId": 1574
         *     }
         * @example {
         *       "kind": "sbc",
         *       "value": "11",
         *       "channelId": 1574
         *     }
         * @example {
         *       "kind": "proxy-set",
         *       "value": "SIPTrunk"
         *     }
         */
        NewAllocation: {
            /**
             * @description One of number, gateway, tag, proxy-set, dial-plan, sbc.
             * @example number
             * @enum {string}
             */
            kind: "number" | "gateway" | "tag" | "proxy-set" | "dial-plan" | "sbc";
            /**
             * @description For `number` a prefix in the notation of dial plans, or two numbers of one length with `-` between them; for `sbc` its id; else a name.
             * @example +6139555
             */
            value: string;
            /** @description The channel that gets it. */
            channelId?: number;
            /** @description The customer that gets it. */
            umpCustomerGuid?: string;
            /** @description The SIP connection that alone gets it. */
            siteGuid?: string;
            /** @description For applications of the provider: why something is used although it is allocated to others, or belongs to the provider. Kept on the task and in its messages. */
            reason?: string;
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /**
         * @description Something that happened, in the form of CloudEvents 1.0.
         * @example {
         *       "specversion": "1.0",
         *       "id": "4711",
         *       "source": "/providers/1",
         *       "type": "task.finished",
         *       "subject": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *       "time": "2026-08-12T07:02:10.822000Z",
         *       "data": {
         *         "taskId": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *         "kind": "upload-numbers",
         *         "step": "complete",
         *         "status": "CompletedSuccess",
         *         "ticketId": "REQ-7",
         *         "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *         "umpCustomerGuid": "5f0a3a0e-7b57-4d0b-9d33-0e6c7d1c2a10"
         *       }
         *     }
         */
        Event: {
            /**
             * @description Of CloudEvents.
             * @enum {string}
             */
            specversion: "1.0";
            /**
             * @description Its place in the log: unique, and higher for what came later.
             * @example 4711
             */
            id: string;
            /**
             * @description Whose log it stands in.
             * @example /providers/1
             */
            source: string;
            /** @description What it is about: the id of a task, a customer, a tenant, a device. */
            subject: string;
            /**
             * Format: date-time
             * @description When the transaction began that made it true.
             */
            time: string;
            /**
             * @description More types will come: pass over what you do not know.
             * @enum {string}
             */
            type: "task.accepted" | "task.started" | "task.waiting" | "task.retried" | "task.undone" | "task.finished" | "task.parked" | "task.awaiting_approval" | "task.approved" | "task.refused" | "task.closed" | "numbers.uploaded" | "numbers.confirmed" | "numbers.changed" | "numbers.assigned" | "numbers.unassigned" | "numbers.released" | "numbers.taken_back" | "numbers.forgotten" | "numbers.discovered" | "numbers.observed" | "numbers.removal_status" | "numbers.purged" | "consent.added" | "consent.changed" | "consent.removed" | "customer.created" | "customer.changed" | "customer.deleted" | "licence.changed" | "sbc.usable" | "sbc.unusable" | "credential.expiring" | "credential.expired" | "drift.appeared" | "drift.gone" | "microsoft.unknown_word" | "webhook.paused" | "webhook.test";
            /** @description By the type; the document has a schema for each. */
            data: {
                [key: string]: unknown;
            };
        };
        /**
         * @description Events in their order.
         * @example {
         *       "data": [
         *         {
         *           "specversion": "1.0",
         *           "id": "4700",
         *           "source": "/providers/1",
         *           "type": "task.accepted",
         *           "subject": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *           "time": "2026-08-12T07:02:10.822000Z",
         *           "data": {
         *             "taskId": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *             "kind": "upload-numbers",
         *             "step": "validate",
         *             "status": "InProgress",
         *             "ticketId": "REQ-7",
         *             "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *             "umpCustomerGuid": "5f0a3a0e-7b57-4d0b-9d33-0e6c7d1c2a10"
         *           }
         *         },
         *         {
         *           "specversion": "1.0",
         *           "id": "4711",
         *           "source": "/providers/1",
         *           "type": "task.finished",
         *           "subject": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *           "time": "2026-08-12T07:02:10.822000Z",
         *           "data": {
         *             "taskId": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *             "kind": "upload-numbers",
         *             "step": "complete",
         *             "status": "CompletedSuccess",
         *             "ticketId": "REQ-7",
         *             "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *             "umpCustomerGuid": "5f0a3a0e-7b57-4d0b-9d33-0e6c7d1c2a10"
         *           }
         *         }
         *       ],
         *       "next": "4711",
         *       "more": false
         *     }
         */
        EventPage: {
            data: components["schemas"]["Event"][];
            /**
             * @description Send it as `after` to go on behind what this answer tells.
             * @example 4711
             */
            next: string;
            /** @description Whether there is more by now: ask again at once. */
            more: boolean;
        };
        /**
         * @description A webhook to be made, for the node of whoever asks.
         * @example {
         *       "name": "CRM",
         *       "url": "https://hooks.example.com/dialplane",
         *       "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
         *       "types": [
         *         "task.finished"
         *       ],
         *       "payload": "full"
         *     }
         */
        NewWebhook: {
            /** @description What people call it. */
            name: string;
            /** @description A public https URL without user and password. Only its host is shown. */
            url: string;
            /** @description What signs the messages (Standard Webhooks): `whsec_` and 24 to 64 random bytes in base64. */
            secret: string;
            /** @description Types of events, or `task.*` for all that begin so. Empty: all. */
            types?: string[];
            /**
             * @description `full`: the event as the log has it, and with the end of a task the task. `thin`: `data` holds ids only, for receivers that ask for the rest with their own token.
             * @enum {string}
             */
            payload?: "thin" | "full";
            /** @description The place in the log to begin behind; without it from now on. */
            after?: string;
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /**
         * @description Events that are to be sent again.
         * @example {
         *       "from": "4700",
         *       "to": "4711"
         *     }
         */
        Redelivery: {
            /** @description The id of the first event. */
            from: string;
            /** @description That of the last one; without it only the first. */
            to?: string;
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /**
         * @description Somebody who is sent events.
         * @example {
         *       "id": "5b7f1f0c-8c1f-4a6a-9d7b-9a4f0d3c2b10",
         *       "name": "CRM",
         *       "host": "hooks.example.com",
         *       "types": [
         *         "task.finished"
         *       ],
         *       "payload": "full",
         *       "state": "active",
         *       "pausedReason": null,
         *       "failingSince": null,
         *       "previousSecretUntil": null,
         *       "position": "4711",
         *       "channelId": null,
         *       "umpCustomerGuid": null,
         *       "createdAt": "2026-08-12T07:02:10.822000Z"
         *     }
         */
        Webhook: {
            id: string;
            /** @description What people call it. */
            name: string;
            /** @description Where it leads; the rest of the URL is not shown. */
            host: string;
            /** @description Types of events; empty: all. */
            types: string[];
            /**
             * @description `full`: the event as the log has it, and with the end of a task the task. `thin`: `data` holds ids only, for receivers that ask for the rest with their own token.
             * @enum {string}
             */
            payload: "thin" | "full";
            /** @enum {string} */
            state: "active" | "paused";
            /** @description Why it is paused. */
            pausedReason: string | null;
            /**
             * Format: date-time
             * @description Since when nothing was delivered.
             */
            failingSince: string | null;
            /**
             * Format: date-time
             * @description Until when the secret before this one signs as well.
             */
            previousSecretUntil: string | null;
            /** @description The place in the log up to which events were taken. */
            position: string;
            /** @description The channel whose events it is sent. */
            channelId: number | null;
            /** @description The customer whose events it is sent. */
            umpCustomerGuid: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        /**
         * @description What is to be different; the rest stays.
         * @example {
         *       "state": "active"
         *     }
         */
        WebhookChange: {
            /** @description What people call it. */
            name?: string;
            /** @description A public https URL without user and password. Only its host is shown. */
            url?: string;
            /** @description Types of events, or `task.*` for all that begin so. Empty: all. */
            types?: string[];
            /**
             * @description `full`: the event as the log has it, and with the end of a task the task. `thin`: `data` holds ids only, for receivers that ask for the rest with their own token.
             * @enum {string}
             */
            payload?: "thin" | "full";
            /** @description A new secret. The old one signs as well for another day. */
            secret?: string;
            /**
             * @description `active` goes on where it was paused: nothing that is still in the log is left out.
             * @enum {string}
             */
            state?: "active" | "paused";
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /**
         * @description One event on its way to a webhook.
         * @example {
         *       "eventId": "4711",
         *       "messageId": "msg_5b7f1f0c8c1f4a6a9d7b9a4f0d3c2b10_4711",
         *       "type": "task.finished",
         *       "state": "pending",
         *       "attempts": 2,
         *       "dueAt": "2026-08-12T07:07:11.000000Z",
         *       "lastTriedAt": "2026-08-12T07:02:11.000000Z",
         *       "lastStatus": 503,
         *       "lastAnswer": "hooks.example.com answered 503.",
         *       "createdAt": "2026-08-12T07:02:10.900000Z"
         *     }
         */
        WebhookDelivery: {
            /** @description The id of the event. */
            eventId: string;
            /** @description The `webhook-id` of the message. */
            messageId: string;
            /**
             * @description The type of the event.
             * @enum {string}
             */
            type: "task.accepted" | "task.started" | "task.waiting" | "task.retried" | "task.undone" | "task.finished" | "task.parked" | "task.awaiting_approval" | "task.approved" | "task.refused" | "task.closed" | "numbers.uploaded" | "numbers.confirmed" | "numbers.changed" | "numbers.assigned" | "numbers.unassigned" | "numbers.released" | "numbers.taken_back" | "numbers.forgotten" | "numbers.discovered" | "numbers.observed" | "numbers.removal_status" | "numbers.purged" | "consent.added" | "consent.changed" | "consent.removed" | "customer.created" | "customer.changed" | "customer.deleted" | "licence.changed" | "sbc.usable" | "sbc.unusable" | "credential.expiring" | "credential.expired" | "drift.appeared" | "drift.gone" | "microsoft.unknown_word" | "webhook.paused" | "webhook.test";
            /**
             * @description `failed` after the last attempt.
             * @enum {string}
             */
            state: "pending" | "delivered" | "failed";
            attempts: number;
            /**
             * Format: date-time
             * @description When it is tried next.
             */
            dueAt: string | null;
            /** Format: date-time */
            lastTriedAt: string | null;
            /** @description The status of the last answer, if there was one. */
            lastStatus: number | null;
            /** @description Why the last attempt did not deliver it. */
            lastAnswer: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        /** @description One page of deliveries, the last event first. */
        WebhookDeliveryPage: {
            /** @example 1 */
            currentPage: number;
            /** @example 200 */
            pageSize: number;
            /** @example 1 */
            totalPages: number;
            /**
             * @description Records on all pages.
             * @example 1
             */
            totalRecords: number;
            data: components["schemas"]["WebhookDelivery"][];
            /**
             * @description Send it as `cursor` to go on behind this page; absent when there is none.
             * @example WyItY3JlYXRlVGltZSIsIjE4NTUxMSJd
             */
            next?: string;
        };
        /** @description One page of webhooks, the first made first. */
        WebhookPage: {
            /** @example 1 */
            currentPage: number;
            /** @example 200 */
            pageSize: number;
            /** @example 1 */
            totalPages: number;
            /**
             * @description Records on all pages.
             * @example 1
             */
            totalRecords: number;
            data: components["schemas"]["Webhook"][];
            /**
             * @description Send it as `cursor` to go on behind this page; absent when there is none.
             * @example WyItY3JlYXRlVGltZSIsIjE4NTUxMSJd
             */
            next?: string;
        };
        /**
         * @description A task was stored.
         * @example {
         *       "specversion": "1.0",
         *       "id": "4700",
         *       "source": "/providers/1",
         *       "type": "task.accepted",
         *       "subject": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *       "time": "2026-08-12T07:02:10.822000Z",
         *       "data": {
         *         "taskId": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *         "kind": "upload-numbers",
         *         "step": "validate",
         *         "status": "InProgress",
         *         "ticketId": "REQ-7",
         *         "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *         "umpCustomerGuid": "5f0a3a0e-7b57-4d0b-9d33-0e6c7d1c2a10"
         *       }
         *     }
         */
        TaskAcceptedEvent: {
            /**
             * @description Of CloudEvents.
             * @enum {string}
             */
            specversion: "1.0";
            /**
             * @description Its place in the log: unique, and higher for what came later.
             * @example 4711
             */
            id: string;
            /**
             * @description Whose log it stands in.
             * @example /providers/1
             */
            source: string;
            /** @description What it is about: the id of a task, a customer, a tenant, a device. */
            subject: string;
            /**
             * Format: date-time
             * @description When the transaction began that made it true.
             */
            time: string;
            /** @enum {string} */
            type: "task.accepted";
            data: components["schemas"]["TaskAcceptedEventData"];
        };
        /**
         * @description A worker took the task for the first time.
         * @example {
         *       "specversion": "1.0",
         *       "id": "4701",
         *       "source": "/providers/1",
         *       "type": "task.started",
         *       "subject": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *       "time": "2026-08-12T07:02:10.822000Z",
         *       "data": {
         *         "taskId": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *         "kind": "upload-numbers",
         *         "step": "validate",
         *         "status": "InProgress",
         *         "ticketId": "REQ-7",
         *         "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *         "umpCustomerGuid": "5f0a3a0e-7b57-4d0b-9d33-0e6c7d1c2a10"
         *       }
         *     }
         */
        TaskStartedEvent: {
            /**
             * @description Of CloudEvents.
             * @enum {string}
             */
            specversion: "1.0";
            /**
             * @description Its place in the log: unique, and higher for what came later.
             * @example 4711
             */
            id: string;
            /**
             * @description Whose log it stands in.
             * @example /providers/1
             */
            source: string;
            /** @description What it is about: the id of a task, a customer, a tenant, a device. */
            subject: string;
            /**
             * Format: date-time
             * @description When the transaction began that made it true.
             */
            time: string;
            /** @enum {string} */
            type: "task.started";
            data: components["schemas"]["TaskAcceptedEventData"];
        };
        /**
         * @description The task waits for something outside, such as a job of Microsoft's.
         * @example {
         *       "specversion": "1.0",
         *       "id": "4702",
         *       "source": "/providers/1",
         *       "type": "task.waiting",
         *       "subject": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *       "time": "2026-08-12T07:02:10.822000Z",
         *       "data": {
         *         "taskId": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *         "kind": "upload-numbers",
         *         "step": "await-microsoft",
         *         "status": "InProgress",
         *         "ticketId": "REQ-7",
         *         "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *         "umpCustomerGuid": "5f0a3a0e-7b57-4d0b-9d33-0e6c7d1c2a10"
         *       }
         *     }
         */
        TaskWaitingEvent: {
            /**
             * @description Of CloudEvents.
             * @enum {string}
             */
            specversion: "1.0";
            /**
             * @description Its place in the log: unique, and higher for what came later.
             * @example 4711
             */
            id: string;
            /**
             * @description Whose log it stands in.
             * @example /providers/1
             */
            source: string;
            /** @description What it is about: the id of a task, a customer, a tenant, a device. */
            subject: string;
            /**
             * Format: date-time
             * @description When the transaction began that made it true.
             */
            time: string;
            /** @enum {string} */
            type: "task.waiting";
            data: components["schemas"]["TaskAcceptedEventData"];
        };
        /**
         * @description A step failed for now, and is tried again.
         * @example {
         *       "specversion": "1.0",
         *       "id": "4703",
         *       "source": "/providers/1",
         *       "type": "task.retried",
         *       "subject": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *       "time": "2026-08-12T07:02:10.822000Z",
         *       "data": {
         *         "taskId": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *         "kind": "upload-numbers",
         *         "step": "send-to-microsoft",
         *         "status": "InProgress",
         *         "ticketId": "REQ-7",
         *         "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *         "umpCustomerGuid": "5f0a3a0e-7b57-4d0b-9d33-0e6c7d1c2a10"
         *       }
         *     }
         */
        TaskRetriedEvent: {
            /**
             * @description Of CloudEvents.
             * @enum {string}
             */
            specversion: "1.0";
            /**
             * @description Its place in the log: unique, and higher for what came later.
             * @example 4711
             */
            id: string;
            /**
             * @description Whose log it stands in.
             * @example /providers/1
             */
            source: string;
            /** @description What it is about: the id of a task, a customer, a tenant, a device. */
            subject: string;
            /**
             * Format: date-time
             * @description When the transaction began that made it true.
             */
            time: string;
            /** @enum {string} */
            type: "task.retried";
            data: components["schemas"]["TaskAcceptedEventData"];
        };
        /**
         * @description The task failed or was canceled, and begins to take back what it did.
         * @example {
         *       "specversion": "1.0",
         *       "id": "4704",
         *       "source": "/providers/1",
         *       "type": "task.undone",
         *       "subject": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *       "time": "2026-08-12T07:02:10.822000Z",
         *       "data": {
         *         "taskId": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *         "kind": "upload-numbers",
         *         "step": "program-sbcs",
         *         "status": "InProgress",
         *         "ticketId": "REQ-7",
         *         "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *         "umpCustomerGuid": "5f0a3a0e-7b57-4d0b-9d33-0e6c7d1c2a10"
         *       }
         *     }
         */
        TaskUndoneEvent: {
            /**
             * @description Of CloudEvents.
             * @enum {string}
             */
            specversion: "1.0";
            /**
             * @description Its place in the log: unique, and higher for what came later.
             * @example 4711
             */
            id: string;
            /**
             * @description Whose log it stands in.
             * @example /providers/1
             */
            source: string;
            /** @description What it is about: the id of a task, a customer, a tenant, a device. */
            subject: string;
            /**
             * Format: date-time
             * @description When the transaction began that made it true.
             */
            time: string;
            /** @enum {string} */
            type: "task.undone";
            data: components["schemas"]["TaskAcceptedEventData"];
        };
        /**
         * @description The task is over; `status` says how.
         * @example {
         *       "specversion": "1.0",
         *       "id": "4711",
         *       "source": "/providers/1",
         *       "type": "task.finished",
         *       "subject": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *       "time": "2026-08-12T07:02:10.822000Z",
         *       "data": {
         *         "taskId": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *         "kind": "upload-numbers",
         *         "step": "complete",
         *         "status": "CompletedSuccess",
         *         "ticketId": "REQ-7",
         *         "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *         "umpCustomerGuid": "5f0a3a0e-7b57-4d0b-9d33-0e6c7d1c2a10"
         *       }
         *     }
         */
        TaskFinishedEvent: {
            /**
             * @description Of CloudEvents.
             * @enum {string}
             */
            specversion: "1.0";
            /**
             * @description Its place in the log: unique, and higher for what came later.
             * @example 4711
             */
            id: string;
            /**
             * @description Whose log it stands in.
             * @example /providers/1
             */
            source: string;
            /** @description What it is about: the id of a task, a customer, a tenant, a device. */
            subject: string;
            /**
             * Format: date-time
             * @description When the transaction began that made it true.
             */
            time: string;
            /** @enum {string} */
            type: "task.finished";
            data: components["schemas"]["TaskAcceptedEventData"];
        };
        /**
         * @description The task waits for a person: it does not fit, killed its workers, or cannot be undone.
         * @example {
         *       "specversion": "1.0",
         *       "id": "4706",
         *       "source": "/providers/1",
         *       "type": "task.parked",
         *       "subject": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *       "time": "2026-08-12T07:02:10.822000Z",
         *       "data": {
         *         "taskId": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *         "kind": "upload-numbers",
         *         "step": "validate",
         *         "status": "InProgress",
         *         "ticketId": "REQ-7",
         *         "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *         "umpCustomerGuid": "5f0a3a0e-7b57-4d0b-9d33-0e6c7d1c2a10"
         *       }
         *     }
         */
        TaskParkedEvent: {
            /**
             * @description Of CloudEvents.
             * @enum {string}
             */
            specversion: "1.0";
            /**
             * @description Its place in the log: unique, and higher for what came later.
             * @example 4711
             */
            id: string;
            /**
             * @description Whose log it stands in.
             * @example /providers/1
             */
            source: string;
            /** @description What it is about: the id of a task, a customer, a tenant, a device. */
            subject: string;
            /**
             * Format: date-time
             * @description When the transaction began that made it true.
             */
            time: string;
            /** @enum {string} */
            type: "task.parked";
            data: components["schemas"]["TaskAcceptedEventData"];
        };
        /**
         * @description The task waits until somebody else approves or refuses what it would do.
         * @example {
         *       "specversion": "1.0",
         *       "id": "4707",
         *       "source": "/providers/1",
         *       "type": "task.awaiting_approval",
         *       "subject": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *       "time": "2026-08-12T07:02:10.822000Z",
         *       "data": {
         *         "taskId": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *         "kind": "upload-numbers",
         *         "step": "validate",
         *         "status": "InProgress",
         *         "ticketId": "REQ-7",
         *         "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *         "umpCustomerGuid": "5f0a3a0e-7b57-4d0b-9d33-0e6c7d1c2a10"
         *       }
         *     }
         */
        TaskAwaitingApprovalEvent: {
            /**
             * @description Of CloudEvents.
             * @enum {string}
             */
            specversion: "1.0";
            /**
             * @description Its place in the log: unique, and higher for what came later.
             * @example 4711
             */
            id: string;
            /**
             * @description Whose log it stands in.
             * @example /providers/1
             */
            source: string;
            /** @description What it is about: the id of a task, a customer, a tenant, a device. */
            subject: string;
            /**
             * Format: date-time
             * @description When the transaction began that made it true.
             */
            time: string;
            /** @enum {string} */
            type: "task.awaiting_approval";
            data: components["schemas"]["TaskAcceptedEventData"];
        };
        /**
         * @description Somebody approved what the task would do; it goes on.
         * @example {
         *       "specversion": "1.0",
         *       "id": "4708",
         *       "source": "/providers/1",
         *       "type": "task.approved",
         *       "subject": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *       "time": "2026-08-12T07:02:10.822000Z",
         *       "data": {
         *         "taskId": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *         "kind": "upload-numbers",
         *         "step": "validate",
         *         "status": "InProgress",
         *         "ticketId": "REQ-7",
         *         "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *         "umpCustomerGuid": "5f0a3a0e-7b57-4d0b-9d33-0e6c7d1c2a10"
         *       }
         *     }
         */
        TaskApprovedEvent: {
            /**
             * @description Of CloudEvents.
             * @enum {string}
             */
            specversion: "1.0";
            /**
             * @description Its place in the log: unique, and higher for what came later.
             * @example 4711
             */
            id: string;
            /**
             * @description Whose log it stands in.
             * @example /providers/1
             */
            source: string;
            /** @description What it is about: the id of a task, a customer, a tenant, a device. */
            subject: string;
            /**
             * Format: date-time
             * @description When the transaction began that made it true.
             */
            time: string;
            /** @enum {string} */
            type: "task.approved";
            data: components["schemas"]["TaskAcceptedEventData"];
        };
        /**
         * @description Somebody refused what the task would do; it takes back what it did.
         * @example {
         *       "specversion": "1.0",
         *       "id": "4709",
         *       "source": "/providers/1",
         *       "type": "task.refused",
         *       "subject": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *       "time": "2026-08-12T07:02:10.822000Z",
         *       "data": {
         *         "taskId": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *         "kind": "upload-numbers",
         *         "step": "validate",
         *         "status": "InProgress",
         *         "ticketId": "REQ-7",
         *         "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *         "umpCustomerGuid": "5f0a3a0e-7b57-4d0b-9d33-0e6c7d1c2a10"
         *       }
         *     }
         */
        TaskRefusedEvent: {
            /**
             * @description Of CloudEvents.
             * @enum {string}
             */
            specversion: "1.0";
            /**
             * @description Its place in the log: unique, and higher for what came later.
             * @example 4711
             */
            id: string;
            /**
             * @description Whose log it stands in.
             * @example /providers/1
             */
            source: string;
            /** @description What it is about: the id of a task, a customer, a tenant, a device. */
            subject: string;
            /**
             * Format: date-time
             * @description When the transaction began that made it true.
             */
            time: string;
            /** @enum {string} */
            type: "task.refused";
            data: components["schemas"]["TaskAcceptedEventData"];
        };
        /**
         * @description Somebody closed a task that could not be undone; what it did stays.
         * @example {
         *       "specversion": "1.0",
         *       "id": "4739",
         *       "source": "/providers/1",
         *       "type": "task.closed",
         *       "subject": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *       "time": "2026-08-12T07:02:10.822000Z",
         *       "data": {
         *         "taskId": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *         "kind": "upload-numbers",
         *         "step": "send-to-microsoft",
         *         "status": "InProgress",
         *         "ticketId": "REQ-7",
         *         "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *         "umpCustomerGuid": "5f0a3a0e-7b57-4d0b-9d33-0e6c7d1c2a10"
         *       }
         *     }
         */
        TaskClosedEvent: {
            /**
             * @description Of CloudEvents.
             * @enum {string}
             */
            specversion: "1.0";
            /**
             * @description Its place in the log: unique, and higher for what came later.
             * @example 4711
             */
            id: string;
            /**
             * @description Whose log it stands in.
             * @example /providers/1
             */
            source: string;
            /** @description What it is about: the id of a task, a customer, a tenant, a device. */
            subject: string;
            /**
             * Format: date-time
             * @description When the transaction began that made it true.
             */
            time: string;
            /** @enum {string} */
            type: "task.closed";
            data: components["schemas"]["TaskAcceptedEventData"];
        };
        /**
         * @description Numbers are ours from now on.
         * @example {
         *       "specversion": "1.0",
         *       "id": "4710",
         *       "source": "/providers/1",
         *       "type": "numbers.uploaded",
         *       "subject": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *       "time": "2026-08-12T07:02:10.822000Z",
         *       "data": {
         *         "numbers": [
         *           "+61395556880",
         *           "+61395556881"
         *         ],
         *         "taskId": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *         "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *         "umpCustomerGuid": "5f0a3a0e-7b57-4d0b-9d33-0e6c7d1c2a10"
         *       }
         *     }
         */
        NumbersUploadedEvent: {
            /**
             * @description Of CloudEvents.
             * @enum {string}
             */
            specversion: "1.0";
            /**
             * @description Its place in the log: unique, and higher for what came later.
             * @example 4711
             */
            id: string;
            /**
             * @description Whose log it stands in.
             * @example /providers/1
             */
            source: string;
            /** @description What it is about: the id of a task, a customer, a tenant, a device. */
            subject: string;
            /**
             * Format: date-time
             * @description When the transaction began that made it true.
             */
            time: string;
            /** @enum {string} */
            type: "numbers.uploaded";
            data: components["schemas"]["NumbersUploadedEventData"];
        };
        /**
         * @description Numbers were there already, with other settings.
         * @example {
         *       "specversion": "1.0",
         *       "id": "4712",
         *       "source": "/providers/1",
         *       "type": "numbers.confirmed",
         *       "subject": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *       "time": "2026-08-12T07:02:10.822000Z",
         *       "data": {
         *         "numbers": [
         *           "+61395556880",
         *           "+61395556881"
         *         ],
         *         "taskId": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *         "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *         "umpCustomerGuid": "5f0a3a0e-7b57-4d0b-9d33-0e6c7d1c2a10"
         *       }
         *     }
         */
        NumbersConfirmedEvent: {
            /**
             * @description Of CloudEvents.
             * @enum {string}
             */
            specversion: "1.0";
            /**
             * @description Its place in the log: unique, and higher for what came later.
             * @example 4711
             */
            id: string;
            /**
             * @description Whose log it stands in.
             * @example /providers/1
             */
            source: string;
            /** @description What it is about: the id of a task, a customer, a tenant, a device. */
            subject: string;
            /**
             * Format: date-time
             * @description When the transaction began that made it true.
             */
            time: string;
            /** @enum {string} */
            type: "numbers.confirmed";
            data: components["schemas"]["NumbersUploadedEventData"];
        };
        /**
         * @description Usage, capabilities or location of numbers are others.
         * @example {
         *       "specversion": "1.0",
         *       "id": "4713",
         *       "source": "/providers/1",
         *       "type": "numbers.changed",
         *       "subject": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *       "time": "2026-08-12T07:02:10.822000Z",
         *       "data": {
         *         "numbers": [
         *           "+61395556880",
         *           "+61395556881"
         *         ],
         *         "taskId": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *         "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *         "umpCustomerGuid": "5f0a3a0e-7b57-4d0b-9d33-0e6c7d1c2a10"
         *       }
         *     }
         */
        NumbersChangedEvent: {
            /**
             * @description Of CloudEvents.
             * @enum {string}
             */
            specversion: "1.0";
            /**
             * @description Its place in the log: unique, and higher for what came later.
             * @example 4711
             */
            id: string;
            /**
             * @description Whose log it stands in.
             * @example /providers/1
             */
            source: string;
            /** @description What it is about: the id of a task, a customer, a tenant, a device. */
            subject: string;
            /**
             * Format: date-time
             * @description When the transaction began that made it true.
             */
            time: string;
            /** @enum {string} */
            type: "numbers.changed";
            data: components["schemas"]["NumbersUploadedEventData"];
        };
        /**
         * @description Numbers were given to users.
         * @example {
         *       "specversion": "1.0",
         *       "id": "4714",
         *       "source": "/providers/1",
         *       "type": "numbers.assigned",
         *       "subject": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *       "time": "2026-08-12T07:02:10.822000Z",
         *       "data": {
         *         "numbers": [
         *           "+61395556880",
         *           "+61395556881"
         *         ],
         *         "taskId": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *         "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *         "umpCustomerGuid": "5f0a3a0e-7b57-4d0b-9d33-0e6c7d1c2a10"
         *       }
         *     }
         */
        NumbersAssignedEvent: {
            /**
             * @description Of CloudEvents.
             * @enum {string}
             */
            specversion: "1.0";
            /**
             * @description Its place in the log: unique, and higher for what came later.
             * @example 4711
             */
            id: string;
            /**
             * @description Whose log it stands in.
             * @example /providers/1
             */
            source: string;
            /** @description What it is about: the id of a task, a customer, a tenant, a device. */
            subject: string;
            /**
             * Format: date-time
             * @description When the transaction began that made it true.
             */
            time: string;
            /** @enum {string} */
            type: "numbers.assigned";
            data: components["schemas"]["NumbersUploadedEventData"];
        };
        /**
         * @description Numbers were taken from users.
         * @example {
         *       "specversion": "1.0",
         *       "id": "4715",
         *       "source": "/providers/1",
         *       "type": "numbers.unassigned",
         *       "subject": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *       "time": "2026-08-12T07:02:10.822000Z",
         *       "data": {
         *         "numbers": [
         *           "+61395556880",
         *           "+61395556881"
         *         ],
         *         "taskId": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *         "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *         "umpCustomerGuid": "5f0a3a0e-7b57-4d0b-9d33-0e6c7d1c2a10"
         *       }
         *     }
         */
        NumbersUnassignedEvent: {
            /**
             * @description Of CloudEvents.
             * @enum {string}
             */
            specversion: "1.0";
            /**
             * @description Its place in the log: unique, and higher for what came later.
             * @example 4711
             */
            id: string;
            /**
             * @description Whose log it stands in.
             * @example /providers/1
             */
            source: string;
            /** @description What it is about: the id of a task, a customer, a tenant, a device. */
            subject: string;
            /**
             * Format: date-time
             * @description When the transaction began that made it true.
             */
            time: string;
            /** @enum {string} */
            type: "numbers.unassigned";
            data: components["schemas"]["NumbersUploadedEventData"];
        };
        /**
         * @description Numbers were given back to Microsoft.
         * @example {
         *       "specversion": "1.0",
         *       "id": "4716",
         *       "source": "/providers/1",
         *       "type": "numbers.released",
         *       "subject": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *       "time": "2026-08-12T07:02:10.822000Z",
         *       "data": {
         *         "numbers": [
         *           "+61395556880",
         *           "+61395556881"
         *         ],
         *         "taskId": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *         "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *         "umpCustomerGuid": "5f0a3a0e-7b57-4d0b-9d33-0e6c7d1c2a10"
         *       }
         *     }
         */
        NumbersReleasedEvent: {
            /**
             * @description Of CloudEvents.
             * @enum {string}
             */
            specversion: "1.0";
            /**
             * @description Its place in the log: unique, and higher for what came later.
             * @example 4711
             */
            id: string;
            /**
             * @description Whose log it stands in.
             * @example /providers/1
             */
            source: string;
            /** @description What it is about: the id of a task, a customer, a tenant, a device. */
            subject: string;
            /**
             * Format: date-time
             * @description When the transaction began that made it true.
             */
            time: string;
            /** @enum {string} */
            type: "numbers.released";
            data: components["schemas"]["NumbersUploadedEventData"];
        };
        /**
         * @description An upload that failed took its numbers back.
         * @example {
         *       "specversion": "1.0",
         *       "id": "4717",
         *       "source": "/providers/1",
         *       "type": "numbers.taken_back",
         *       "subject": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *       "time": "2026-08-12T07:02:10.822000Z",
         *       "data": {
         *         "numbers": [
         *           "+61395556880",
         *           "+61395556881"
         *         ],
         *         "taskId": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *         "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *         "umpCustomerGuid": "5f0a3a0e-7b57-4d0b-9d33-0e6c7d1c2a10"
         *       }
         *     }
         */
        NumbersTakenBackEvent: {
            /**
             * @description Of CloudEvents.
             * @enum {string}
             */
            specversion: "1.0";
            /**
             * @description Its place in the log: unique, and higher for what came later.
             * @example 4711
             */
            id: string;
            /**
             * @description Whose log it stands in.
             * @example /providers/1
             */
            source: string;
            /** @description What it is about: the id of a task, a customer, a tenant, a device. */
            subject: string;
            /**
             * Format: date-time
             * @description When the transaction began that made it true.
             */
            time: string;
            /** @enum {string} */
            type: "numbers.taken_back";
            data: components["schemas"]["NumbersUploadedEventData"];
        };
        /**
         * @description An upload that failed had found the numbers at Microsoft, and left them there.
         * @example {
         *       "specversion": "1.0",
         *       "id": "4718",
         *       "source": "/providers/1",
         *       "type": "numbers.forgotten",
         *       "subject": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *       "time": "2026-08-12T07:02:10.822000Z",
         *       "data": {
         *         "numbers": [
         *           "+61395556880",
         *           "+61395556881"
         *         ],
         *         "taskId": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *         "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *         "umpCustomerGuid": "5f0a3a0e-7b57-4d0b-9d33-0e6c7d1c2a10"
         *       }
         *     }
         */
        NumbersForgottenEvent: {
            /**
             * @description Of CloudEvents.
             * @enum {string}
             */
            specversion: "1.0";
            /**
             * @description Its place in the log: unique, and higher for what came later.
             * @example 4711
             */
            id: string;
            /**
             * @description Whose log it stands in.
             * @example /providers/1
             */
            source: string;
            /** @description What it is about: the id of a task, a customer, a tenant, a device. */
            subject: string;
            /**
             * Format: date-time
             * @description When the transaction began that made it true.
             */
            time: string;
            /** @enum {string} */
            type: "numbers.forgotten";
            data: components["schemas"]["NumbersUploadedEventData"];
        };
        /**
         * @description A synchronization found numbers that we did not know.
         * @example {
         *       "specversion": "1.0",
         *       "id": "4719",
         *       "source": "/providers/1",
         *       "type": "numbers.discovered",
         *       "subject": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *       "time": "2026-08-12T07:02:10.822000Z",
         *       "data": {
         *         "numbers": [
         *           "+61395556880",
         *           "+61395556881"
         *         ],
         *         "taskId": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *         "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *         "umpCustomerGuid": "5f0a3a0e-7b57-4d0b-9d33-0e6c7d1c2a10"
         *       }
         *     }
         */
        NumbersDiscoveredEvent: {
            /**
             * @description Of CloudEvents.
             * @enum {string}
             */
            specversion: "1.0";
            /**
             * @description Its place in the log: unique, and higher for what came later.
             * @example 4711
             */
            id: string;
            /**
             * @description Whose log it stands in.
             * @example /providers/1
             */
            source: string;
            /** @description What it is about: the id of a task, a customer, a tenant, a device. */
            subject: string;
            /**
             * Format: date-time
             * @description When the transaction began that made it true.
             */
            time: string;
            /** @enum {string} */
            type: "numbers.discovered";
            data: components["schemas"]["NumbersUploadedEventData"];
        };
        /**
         * @description A synchronization found numbers to be otherwise than we knew.
         * @example {
         *       "specversion": "1.0",
         *       "id": "4720",
         *       "source": "/providers/1",
         *       "type": "numbers.observed",
         *       "subject": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *       "time": "2026-08-12T07:02:10.822000Z",
         *       "data": {
         *         "numbers": [
         *           "+61395556880",
         *           "+61395556881"
         *         ],
         *         "taskId": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *         "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *         "umpCustomerGuid": "5f0a3a0e-7b57-4d0b-9d33-0e6c7d1c2a10"
         *       }
         *     }
         */
        NumbersObservedEvent: {
            /**
             * @description Of CloudEvents.
             * @enum {string}
             */
            specversion: "1.0";
            /**
             * @description Its place in the log: unique, and higher for what came later.
             * @example 4711
             */
            id: string;
            /**
             * @description Whose log it stands in.
             * @example /providers/1
             */
            source: string;
            /** @description What it is about: the id of a task, a customer, a tenant, a device. */
            subject: string;
            /**
             * Format: date-time
             * @description When the transaction began that made it true.
             */
            time: string;
            /** @enum {string} */
            type: "numbers.observed";
            data: components["schemas"]["NumbersUploadedEventData"];
        };
        /**
         * @description Numbers were marked for removal, or are not any more.
         * @example {
         *       "specversion": "1.0",
         *       "id": "4721",
         *       "source": "/providers/1",
         *       "type": "numbers.removal_status",
         *       "subject": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *       "time": "2026-08-12T07:02:10.822000Z",
         *       "data": {
         *         "numbers": [
         *           "+61395556880",
         *           "+61395556881"
         *         ],
         *         "taskId": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *         "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *         "umpCustomerGuid": "5f0a3a0e-7b57-4d0b-9d33-0e6c7d1c2a10"
         *       }
         *     }
         */
        NumbersRemovalStatusEvent: {
            /**
             * @description Of CloudEvents.
             * @enum {string}
             */
            specversion: "1.0";
            /**
             * @description Its place in the log: unique, and higher for what came later.
             * @example 4711
             */
            id: string;
            /**
             * @description Whose log it stands in.
             * @example /providers/1
             */
            source: string;
            /** @description What it is about: the id of a task, a customer, a tenant, a device. */
            subject: string;
            /**
             * Format: date-time
             * @description When the transaction began that made it true.
             */
            time: string;
            /** @enum {string} */
            type: "numbers.removal_status";
            data: components["schemas"]["NumbersUploadedEventData"];
        };
        /**
         * @description Numbers that Microsoft does not have any more were forgotten.
         * @example {
         *       "specversion": "1.0",
         *       "id": "4722",
         *       "source": "/providers/1",
         *       "type": "numbers.purged",
         *       "subject": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *       "time": "2026-08-12T07:02:10.822000Z",
         *       "data": {
         *         "numbers": [
         *           "+61395556880",
         *           "+61395556881"
         *         ],
         *         "taskId": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *         "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *         "umpCustomerGuid": "5f0a3a0e-7b57-4d0b-9d33-0e6c7d1c2a10"
         *       }
         *     }
         */
        NumbersPurgedEvent: {
            /**
             * @description Of CloudEvents.
             * @enum {string}
             */
            specversion: "1.0";
            /**
             * @description Its place in the log: unique, and higher for what came later.
             * @example 4711
             */
            id: string;
            /**
             * @description Whose log it stands in.
             * @example /providers/1
             */
            source: string;
            /** @description What it is about: the id of a task, a customer, a tenant, a device. */
            subject: string;
            /**
             * Format: date-time
             * @description When the transaction began that made it true.
             */
            time: string;
            /** @enum {string} */
            type: "numbers.purged";
            data: components["schemas"]["NumbersUploadedEventData"];
        };
        /**
         * @description A tenant consented to us.
         * @example {
         *       "specversion": "1.0",
         *       "id": "4723",
         *       "source": "/providers/1",
         *       "type": "consent.added",
         *       "subject": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *       "time": "2026-08-12T07:02:10.822000Z",
         *       "data": {
         *         "status": "Active",
         *         "consentedCountries": [
         *           "AU"
         *         ],
         *         "relationship": null,
         *         "taskId": null,
         *         "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *         "umpCustomerGuid": "5f0a3a0e-7b57-4d0b-9d33-0e6c7d1c2a10"
         *       }
         *     }
         */
        ConsentAddedEvent: {
            /**
             * @description Of CloudEvents.
             * @enum {string}
             */
            specversion: "1.0";
            /**
             * @description Its place in the log: unique, and higher for what came later.
             * @example 4711
             */
            id: string;
            /**
             * @description Whose log it stands in.
             * @example /providers/1
             */
            source: string;
            /** @description What it is about: the id of a task, a customer, a tenant, a device. */
            subject: string;
            /**
             * Format: date-time
             * @description When the transaction began that made it true.
             */
            time: string;
            /** @enum {string} */
            type: "consent.added";
            data: components["schemas"]["ConsentAddedEventData"];
        };
        /**
         * @description A consent, or our side of it, is another.
         * @example {
         *       "specversion": "1.0",
         *       "id": "4724",
         *       "source": "/providers/1",
         *       "type": "consent.changed",
         *       "subject": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *       "time": "2026-08-12T07:02:10.822000Z",
         *       "data": {
         *         "status": "Suspended",
         *         "consentedCountries": [
         *           "AU"
         *         ],
         *         "relationship": null,
         *         "taskId": null,
         *         "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *         "umpCustomerGuid": "5f0a3a0e-7b57-4d0b-9d33-0e6c7d1c2a10"
         *       }
         *     }
         */
        ConsentChangedEvent: {
            /**
             * @description Of CloudEvents.
             * @enum {string}
             */
            specversion: "1.0";
            /**
             * @description Its place in the log: unique, and higher for what came later.
             * @example 4711
             */
            id: string;
            /**
             * @description Whose log it stands in.
             * @example /providers/1
             */
            source: string;
            /** @description What it is about: the id of a task, a customer, a tenant, a device. */
            subject: string;
            /**
             * Format: date-time
             * @description When the transaction began that made it true.
             */
            time: string;
            /** @enum {string} */
            type: "consent.changed";
            data: components["schemas"]["ConsentAddedEventData"];
        };
        /**
         * @description A tenant took its consent back.
         * @example {
         *       "specversion": "1.0",
         *       "id": "4725",
         *       "source": "/providers/1",
         *       "type": "consent.removed",
         *       "subject": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *       "time": "2026-08-12T07:02:10.822000Z",
         *       "data": {
         *         "status": "Removed",
         *         "consentedCountries": [
         *           "AU"
         *         ],
         *         "relationship": null,
         *         "taskId": null,
         *         "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *         "umpCustomerGuid": "5f0a3a0e-7b57-4d0b-9d33-0e6c7d1c2a10"
         *       }
         *     }
         */
        ConsentRemovedEvent: {
            /**
             * @description Of CloudEvents.
             * @enum {string}
             */
            specversion: "1.0";
            /**
             * @description Its place in the log: unique, and higher for what came later.
             * @example 4711
             */
            id: string;
            /**
             * @description Whose log it stands in.
             * @example /providers/1
             */
            source: string;
            /** @description What it is about: the id of a task, a customer, a tenant, a device. */
            subject: string;
            /**
             * Format: date-time
             * @description When the transaction began that made it true.
             */
            time: string;
            /** @enum {string} */
            type: "consent.removed";
            data: components["schemas"]["ConsentAddedEventData"];
        };
        /**
         * @description A lead became a customer.
         * @example {
         *       "specversion": "1.0",
         *       "id": "4726",
         *       "source": "/providers/1",
         *       "type": "customer.created",
         *       "subject": "5f0a3a0e-7b57-4d0b-9d33-0e6c7d1c2a10",
         *       "time": "2026-08-12T07:02:10.822000Z",
         *       "data": {
         *         "shortName": "Harbour",
         *         "fullName": "Harbour Legal",
         *         "licenseType": 4,
         *         "licensedUsersCount": 25,
         *         "taskId": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *         "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *         "umpCustomerGuid": "5f0a3a0e-7b57-4d0b-9d33-0e6c7d1c2a10"
         *       }
         *     }
         */
        CustomerCreatedEvent: {
            /**
             * @description Of CloudEvents.
             * @enum {string}
             */
            specversion: "1.0";
            /**
             * @description Its place in the log: unique, and higher for what came later.
             * @example 4711
             */
            id: string;
            /**
             * @description Whose log it stands in.
             * @example /providers/1
             */
            source: string;
            /** @description What it is about: the id of a task, a customer, a tenant, a device. */
            subject: string;
            /**
             * Format: date-time
             * @description When the transaction began that made it true.
             */
            time: string;
            /** @enum {string} */
            type: "customer.created";
            data: components["schemas"]["CustomerCreatedEventData"];
        };
        /**
         * @description Name or channel of a customer are others.
         * @example {
         *       "specversion": "1.0",
         *       "id": "4727",
         *       "source": "/providers/1",
         *       "type": "customer.changed",
         *       "subject": "5f0a3a0e-7b57-4d0b-9d33-0e6c7d1c2a10",
         *       "time": "2026-08-12T07:02:10.822000Z",
         *       "data": {
         *         "shortName": "Harbour",
         *         "fullName": "Harbour Legal",
         *         "licenseType": 4,
         *         "licensedUsersCount": 25,
         *         "taskId": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *         "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *         "umpCustomerGuid": "5f0a3a0e-7b57-4d0b-9d33-0e6c7d1c2a10"
         *       }
         *     }
         */
        CustomerChangedEvent: {
            /**
             * @description Of CloudEvents.
             * @enum {string}
             */
            specversion: "1.0";
            /**
             * @description Its place in the log: unique, and higher for what came later.
             * @example 4711
             */
            id: string;
            /**
             * @description Whose log it stands in.
             * @example /providers/1
             */
            source: string;
            /** @description What it is about: the id of a task, a customer, a tenant, a device. */
            subject: string;
            /**
             * Format: date-time
             * @description When the transaction began that made it true.
             */
            time: string;
            /** @enum {string} */
            type: "customer.changed";
            data: components["schemas"]["CustomerCreatedEventData"];
        };
        /**
         * @description A customer is no more.
         * @example {
         *       "specversion": "1.0",
         *       "id": "4728",
         *       "source": "/providers/1",
         *       "type": "customer.deleted",
         *       "subject": "5f0a3a0e-7b57-4d0b-9d33-0e6c7d1c2a10",
         *       "time": "2026-08-12T07:02:10.822000Z",
         *       "data": {
         *         "shortName": "Harbour",
         *         "fullName": "Harbour Legal",
         *         "licenseType": 4,
         *         "licensedUsersCount": 25,
         *         "taskId": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *         "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *         "umpCustomerGuid": "5f0a3a0e-7b57-4d0b-9d33-0e6c7d1c2a10"
         *       }
         *     }
         */
        CustomerDeletedEvent: {
            /**
             * @description Of CloudEvents.
             * @enum {string}
             */
            specversion: "1.0";
            /**
             * @description Its place in the log: unique, and higher for what came later.
             * @example 4711
             */
            id: string;
            /**
             * @description Whose log it stands in.
             * @example /providers/1
             */
            source: string;
            /** @description What it is about: the id of a task, a customer, a tenant, a device. */
            subject: string;
            /**
             * Format: date-time
             * @description When the transaction began that made it true.
             */
            time: string;
            /** @enum {string} */
            type: "customer.deleted";
            data: components["schemas"]["CustomerCreatedEventData"];
        };
        /**
         * @description The licence of a customer is another.
         * @example {
         *       "specversion": "1.0",
         *       "id": "4729",
         *       "source": "/providers/1",
         *       "type": "licence.changed",
         *       "subject": "5f0a3a0e-7b57-4d0b-9d33-0e6c7d1c2a10",
         *       "time": "2026-08-12T07:02:10.822000Z",
         *       "data": {
         *         "shortName": "Harbour",
         *         "fullName": "Harbour Legal",
         *         "licenseType": 4,
         *         "licensedUsersCount": 25,
         *         "taskId": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *         "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *         "umpCustomerGuid": "5f0a3a0e-7b57-4d0b-9d33-0e6c7d1c2a10"
         *       }
         *     }
         */
        LicenceChangedEvent: {
            /**
             * @description Of CloudEvents.
             * @enum {string}
             */
            specversion: "1.0";
            /**
             * @description Its place in the log: unique, and higher for what came later.
             * @example 4711
             */
            id: string;
            /**
             * @description Whose log it stands in.
             * @example /providers/1
             */
            source: string;
            /** @description What it is about: the id of a task, a customer, a tenant, a device. */
            subject: string;
            /**
             * Format: date-time
             * @description When the transaction began that made it true.
             */
            time: string;
            /** @enum {string} */
            type: "licence.changed";
            data: components["schemas"]["CustomerCreatedEventData"];
        };
        /**
         * @description An SBC can be used again.
         * @example {
         *       "specversion": "1.0",
         *       "id": "4730",
         *       "source": "/providers/1",
         *       "type": "sbc.usable",
         *       "subject": "8",
         *       "time": "2026-08-12T07:02:10.822000Z",
         *       "data": {
         *         "sbcId": 8,
         *         "findings": [],
         *         "taskId": "sbc_exm_2b1f4b60-6f67-4a2f-8d0f-0a4f0c8e8a11"
         *       }
         *     }
         */
        SbcUsableEvent: {
            /**
             * @description Of CloudEvents.
             * @enum {string}
             */
            specversion: "1.0";
            /**
             * @description Its place in the log: unique, and higher for what came later.
             * @example 4711
             */
            id: string;
            /**
             * @description Whose log it stands in.
             * @example /providers/1
             */
            source: string;
            /** @description What it is about: the id of a task, a customer, a tenant, a device. */
            subject: string;
            /**
             * Format: date-time
             * @description When the transaction began that made it true.
             */
            time: string;
            /** @enum {string} */
            type: "sbc.usable";
            data: components["schemas"]["SbcUsableEventData"];
        };
        /**
         * @description An SBC cannot be used.
         * @example {
         *       "specversion": "1.0",
         *       "id": "4731",
         *       "source": "/providers/1",
         *       "type": "sbc.unusable",
         *       "subject": "8",
         *       "time": "2026-08-12T07:02:10.822000Z",
         *       "data": {
         *         "sbcId": 8,
         *         "findings": [
         *           {
         *             "severity": "Error",
         *             "code": "unreachable",
         *             "message": "No answer."
         *           }
         *         ],
         *         "taskId": "sbc_exm_2b1f4b60-6f67-4a2f-8d0f-0a4f0c8e8a11"
         *       }
         *     }
         */
        SbcUnusableEvent: {
            /**
             * @description Of CloudEvents.
             * @enum {string}
             */
            specversion: "1.0";
            /**
             * @description Its place in the log: unique, and higher for what came later.
             * @example 4711
             */
            id: string;
            /**
             * @description Whose log it stands in.
             * @example /providers/1
             */
            source: string;
            /** @description What it is about: the id of a task, a customer, a tenant, a device. */
            subject: string;
            /**
             * Format: date-time
             * @description When the transaction began that made it true.
             */
            time: string;
            /** @enum {string} */
            type: "sbc.unusable";
            data: components["schemas"]["SbcUsableEventData"];
        };
        /**
         * @description A credential at Microsoft ends within 30 days; told once a day.
         * @example {
         *       "specversion": "1.0",
         *       "id": "4732",
         *       "source": "/providers/1",
         *       "type": "credential.expiring",
         *       "subject": "b0000000-0000-4000-8000-000000000002",
         *       "time": "2026-08-12T07:02:10.822000Z",
         *       "data": {
         *         "of": "customer",
         *         "clientId": "b0000000-0000-4000-8000-000000000002",
         *         "expiresAt": "2026-09-01T00:00:00+00:00",
         *         "hasNext": false,
         *         "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *         "umpCustomerGuid": "5f0a3a0e-7b57-4d0b-9d33-0e6c7d1c2a10"
         *       }
         *     }
         */
        CredentialExpiringEvent: {
            /**
             * @description Of CloudEvents.
             * @enum {string}
             */
            specversion: "1.0";
            /**
             * @description Its place in the log: unique, and higher for what came later.
             * @example 4711
             */
            id: string;
            /**
             * @description Whose log it stands in.
             * @example /providers/1
             */
            source: string;
            /** @description What it is about: the id of a task, a customer, a tenant, a device. */
            subject: string;
            /**
             * Format: date-time
             * @description When the transaction began that made it true.
             */
            time: string;
            /** @enum {string} */
            type: "credential.expiring";
            data: components["schemas"]["CredentialExpiringEventData"];
        };
        /**
         * @description A credential at Microsoft has ended; told once a day.
         * @example {
         *       "specversion": "1.0",
         *       "id": "4733",
         *       "source": "/providers/1",
         *       "type": "credential.expired",
         *       "subject": "b0000000-0000-4000-8000-000000000002",
         *       "time": "2026-08-12T07:02:10.822000Z",
         *       "data": {
         *         "of": "customer",
         *         "clientId": "b0000000-0000-4000-8000-000000000002",
         *         "expiresAt": "2026-08-11T00:00:00+00:00",
         *         "hasNext": false,
         *         "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *         "umpCustomerGuid": "5f0a3a0e-7b57-4d0b-9d33-0e6c7d1c2a10"
         *       }
         *     }
         */
        CredentialExpiredEvent: {
            /**
             * @description Of CloudEvents.
             * @enum {string}
             */
            specversion: "1.0";
            /**
             * @description Its place in the log: unique, and higher for what came later.
             * @example 4711
             */
            id: string;
            /**
             * @description Whose log it stands in.
             * @example /providers/1
             */
            source: string;
            /** @description What it is about: the id of a task, a customer, a tenant, a device. */
            subject: string;
            /**
             * Format: date-time
             * @description When the transaction began that made it true.
             */
            time: string;
            /** @enum {string} */
            type: "credential.expired";
            data: components["schemas"]["CredentialExpiringEventData"];
        };
        /**
         * @description Records, Microsoft and SBCs begin to differ about numbers.
         * @example {
         *       "specversion": "1.0",
         *       "id": "4736",
         *       "source": "/providers/1",
         *       "type": "drift.appeared",
         *       "subject": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *       "time": "2026-08-12T07:02:10.822000Z",
         *       "data": {
         *         "class": "missing_on_sbc",
         *         "sbcId": 8,
         *         "numbers": [
         *           "+61395556880"
         *         ],
         *         "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *         "umpCustomerGuid": null
         *       }
         *     }
         */
        DriftAppearedEvent: {
            /**
             * @description Of CloudEvents.
             * @enum {string}
             */
            specversion: "1.0";
            /**
             * @description Its place in the log: unique, and higher for what came later.
             * @example 4711
             */
            id: string;
            /**
             * @description Whose log it stands in.
             * @example /providers/1
             */
            source: string;
            /** @description What it is about: the id of a task, a customer, a tenant, a device. */
            subject: string;
            /**
             * Format: date-time
             * @description When the transaction began that made it true.
             */
            time: string;
            /** @enum {string} */
            type: "drift.appeared";
            data: components["schemas"]["DriftAppearedEventData"];
        };
        /**
         * @description They agree about the numbers again.
         * @example {
         *       "specversion": "1.0",
         *       "id": "4737",
         *       "source": "/providers/1",
         *       "type": "drift.gone",
         *       "subject": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *       "time": "2026-08-12T07:02:10.822000Z",
         *       "data": {
         *         "class": "missing_on_sbc",
         *         "sbcId": 8,
         *         "numbers": [
         *           "+61395556880"
         *         ],
         *         "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *         "umpCustomerGuid": null
         *       }
         *     }
         */
        DriftGoneEvent: {
            /**
             * @description Of CloudEvents.
             * @enum {string}
             */
            specversion: "1.0";
            /**
             * @description Its place in the log: unique, and higher for what came later.
             * @example 4711
             */
            id: string;
            /**
             * @description Whose log it stands in.
             * @example /providers/1
             */
            source: string;
            /** @description What it is about: the id of a task, a customer, a tenant, a device. */
            subject: string;
            /**
             * Format: date-time
             * @description When the transaction began that made it true.
             */
            time: string;
            /** @enum {string} */
            type: "drift.gone";
            data: components["schemas"]["DriftAppearedEventData"];
        };
        /**
         * @description Microsoft says a word of a job that we do not know; its numbers decide.
         * @example {
         *       "specversion": "1.0",
         *       "id": "4738",
         *       "source": "/providers/1",
         *       "type": "microsoft.unknown_word",
         *       "subject": "f3a5",
         *       "time": "2026-08-12T07:02:10.822000Z",
         *       "data": {
         *         "word": "Deferred",
         *         "of": "upload",
         *         "jobId": "f3a5",
         *         "taskId": "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
         *         "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *         "umpCustomerGuid": "5f0a3a0e-7b57-4d0b-9d33-0e6c7d1c2a10"
         *       }
         *     }
         */
        MicrosoftUnknownWordEvent: {
            /**
             * @description Of CloudEvents.
             * @enum {string}
             */
            specversion: "1.0";
            /**
             * @description Its place in the log: unique, and higher for what came later.
             * @example 4711
             */
            id: string;
            /**
             * @description Whose log it stands in.
             * @example /providers/1
             */
            source: string;
            /** @description What it is about: the id of a task, a customer, a tenant, a device. */
            subject: string;
            /**
             * Format: date-time
             * @description When the transaction began that made it true.
             */
            time: string;
            /** @enum {string} */
            type: "microsoft.unknown_word";
            data: components["schemas"]["MicrosoftUnknownWordEventData"];
        };
        /**
         * @description A webhook is not called any more, until somebody has it go on.
         * @example {
         *       "specversion": "1.0",
         *       "id": "4734",
         *       "source": "/providers/1",
         *       "type": "webhook.paused",
         *       "subject": "5b7f1f0c-8c1f-4a6a-9d7b-9a4f0d3c2b10",
         *       "time": "2026-08-12T07:02:10.822000Z",
         *       "data": {
         *         "webhookId": "5b7f1f0c-8c1f-4a6a-9d7b-9a4f0d3c2b10",
         *         "name": "CRM",
         *         "reason": "Nothing was delivered for 3 days."
         *       }
         *     }
         */
        WebhookPausedEvent: {
            /**
             * @description Of CloudEvents.
             * @enum {string}
             */
            specversion: "1.0";
            /**
             * @description Its place in the log: unique, and higher for what came later.
             * @example 4711
             */
            id: string;
            /**
             * @description Whose log it stands in.
             * @example /providers/1
             */
            source: string;
            /** @description What it is about: the id of a task, a customer, a tenant, a device. */
            subject: string;
            /**
             * Format: date-time
             * @description When the transaction began that made it true.
             */
            time: string;
            /** @enum {string} */
            type: "webhook.paused";
            data: components["schemas"]["WebhookPausedEventData"];
        };
        /**
         * @description Somebody tries a webhook, which is sent this whatever types it wants.
         * @example {
         *       "specversion": "1.0",
         *       "id": "4735",
         *       "source": "/providers/1",
         *       "type": "webhook.test",
         *       "subject": "5b7f1f0c-8c1f-4a6a-9d7b-9a4f0d3c2b10",
         *       "time": "2026-08-12T07:02:10.822000Z",
         *       "data": {
         *         "webhookId": "5b7f1f0c-8c1f-4a6a-9d7b-9a4f0d3c2b10",
         *         "name": "CRM",
         *         "reason": null
         *       }
         *     }
         */
        WebhookTestEvent: {
            /**
             * @description Of CloudEvents.
             * @enum {string}
             */
            specversion: "1.0";
            /**
             * @description Its place in the log: unique, and higher for what came later.
             * @example 4711
             */
            id: string;
            /**
             * @description Whose log it stands in.
             * @example /providers/1
             */
            source: string;
            /** @description What it is about: the id of a task, a customer, a tenant, a device. */
            subject: string;
            /**
             * Format: date-time
             * @description When the transaction began that made it true.
             */
            time: string;
            /** @enum {string} */
            type: "webhook.test";
            data: components["schemas"]["WebhookPausedEventData"];
        };
        /**
         * @description How much may be removed or marked in one go before somebody else has to approve it.
         * @example {
         *       "action": "mark-numbers",
         *       "msTenantId": null,
         *       "countMax": null,
         *       "percentMax": 20,
         *       "isDefault": true
         *     }
         */
        Brake: {
            /**
             * @description `mark-numbers`: A synchronization marks numbers for removal, because Microsoft does not list them. `mark-leads`: A synchronization marks leads as removed, because Microsoft does not have them. `data-sync`: A data sync removes records, or marks them. `purge`: A data sync purges records. `release-numbers`: One task releases numbers; the deletion of a customer with its numbers, too. `unassign-numbers`: One task takes numbers from their users. `confirm-removal`: One request confirms that numbers may be removed. `undo-sbc-changes`: Bringing an SBC back to before a change takes rules off it. `delete-inventory`: One task deletes numbers of the inventory. `apply-repair`: A plan about drift, which nobody else approved, takes numbers away.
             * @enum {string}
             */
            action: "mark-numbers" | "mark-leads" | "data-sync" | "purge" | "release-numbers" | "unassign-numbers" | "confirm-removal" | "undo-sbc-changes" | "delete-inventory" | "apply-repair";
            /** @description Only of this tenant, instead of the usual; null: of all. */
            msTenantId: string | null;
            /** @description So many at most; null: any number. */
            countMax: number | null;
            /** @description So much of what is held, in percent; it counts from 100 things on. null: any share. */
            percentMax: number | null;
            /** @description Nobody has set it: it comes with the product. */
            isDefault: boolean;
        };
        /**
         * @description How much may be removed or marked in one go.
         * @example {
         *       "brakes": [
         *         {
         *           "action": "release-numbers",
         *           "msTenantId": null,
         *           "countMax": 500,
         *           "percentMax": null
         *         }
         *       ]
         *     }
         */
        Brakes: {
            /** @description These, and the defaults for actions that are not named. */
            brakes: components["schemas"]["BrakesBrake"][];
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /**
         * @description What is to be different; the rest stays.
         * @example {
         *       "disabled": true
         *     }
         */
        CallerChange: {
            /** @description What people call it. */
            name?: string;
            /**
             * @description The most that it may do, whatever roles its token has.
             * @enum {string}
             */
            role?: "Admin" | "Operator" | "Monitor";
            /**
             * @description When it may not call any more, as in 2027-01-31T00:00:00Z. An empty text: never.
             * @example 2027-01-31T00:00:00Z
             */
            expiresAt?: string;
            /** @description Whether its calls are refused from now on. */
            disabled?: boolean;
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /**
         * @description A reseller below the provider.
         * @example {
         *       "id": 1574,
         *       "name": "Pacific Resellers",
         *       "msTenantId": null,
         *       "description": "Sells in Australia",
         *       "operatorConnectEnabled": true,
         *       "maxCustomers": null,
         *       "customersCount": 1,
         *       "leadsCount": 0,
         *       "createdAt": "2025-08-12T07:02:10.822000Z",
         *       "changedAt": "2025-08-12T07:02:10.822000Z"
         *     }
         */
        Channel: {
            /** @description What X-Ovoc-Channel-Id and ovocChannelId mean. */
            id: number;
            /** @description A name that no other channel has. */
            name: string;
            /**
             * @description Microsoft tenant of the reseller itself (GUID).
             * @example 0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40
             */
            msTenantId: string | null;
            description: string | null;
            /** @description Whether it may sell Operator Connect; true unless you say otherwise. */
            operatorConnectEnabled: boolean;
            /** @description The most customers it may have; without it there is no limit. */
            maxCustomers: number | null;
            customersCount: number;
            /** @description Leads that are no customers yet. */
            leadsCount: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            changedAt: string;
        };
        /**
         * @example {
         *       "status": "success",
         *       "succeeded": true,
         *       "message": "Lead successfully assigned to the channel"
         *     }
         * @example {
         *       "status": true,
         *       "data": "new lead ovocChannelId: 1574"
         *     }
         */
        ChannelAssigned: {
            /** @description `success`; true in the older form. */
            status: string | boolean;
            succeeded?: boolean;
            message?: string;
            /** @description The older form of the message. */
            data?: string;
        };
        /**
         * @example {
         *       "leadMsTenantId": "c1a7e2d0-3333-4a61-9b01-0000000000c3",
         *       "channelId": 1574
         *     }
         * @example {
         *       "leadId": "da68eafc-4a1e-4d6e-9c52-6f2a0a4b7c11",
         *       "channelId": 1574
         *     }
         * @example {
         *       "umpCustomerGuid": "d0000000-0000-4000-8000-0000000000b2",
         *       "channelId": 1574
         *     }
         * @example {
         *       "leadMsTenantId": "c1a7e2d0-3333-4a61-9b01-0000000000c3",
         *       "ovocChannelId": 1574
         *     }
         */
        ChannelAssignment: {
            /** @description Microsoft tenant id of a lead. */
            leadMsTenantId?: string;
            /** @description Id of a lead. */
            leadId?: string;
            /** @description Id of a customer. */
            umpCustomerGuid?: string;
            /** @description The channel. */
            channelId?: number;
            /** @description The channel. Whoever says it so is answered in the older form. */
            ovocChannelId?: number;
            /** @description Without meaning. */
            additionalProperties?: boolean;
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /**
         * @description What is left out stays as it is.
         * @example {
         *       "description": "Sells in Australia and New Zealand"
         *     }
         */
        ChannelChange: {
            /** @description A name that no other channel has. */
            name?: string;
            /**
             * @description Microsoft tenant of the reseller itself (GUID).
             * @example 0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40
             */
            msTenantId?: string;
            description?: string;
            /** @description Whether it may sell Operator Connect; true unless you say otherwise. */
            operatorConnectEnabled?: boolean;
            /** @description The most customers it may have; -1 takes the limit away. */
            maxCustomers?: number;
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /** @description One page of channels. */
        ChannelPage: {
            /** @example 1 */
            currentPage: number;
            /** @example 200 */
            pageSize: number;
            /** @example 1 */
            totalPages: number;
            /**
             * @description Records on all pages.
             * @example 1
             */
            totalRecords: number;
            data: components["schemas"]["Channel"][];
            /**
             * @description Send it as `cursor` to go on behind this page; absent when there is none.
             * @example WyItY3JlYXRlVGltZSIsIjE4NTUxMSJd
             */
            next?: string;
        };
        /**
         * @example {
         *       "status": true,
         *       "data": "Removed channel 1574"
         *     }
         */
        ChannelRemoved: {
            status: boolean;
            data: string;
        };
        /**
         * @description A customer (service) in brief.
         * @example {
         *       "UmpCustomerGuid": "d0000000-0000-4000-8000-0000000000a1",
         *       "CustomerShortName": "SouthernX",
         *       "CustomerFullName": "Southern Cross Logistics",
         *       "LicenseType": 4,
         *       "LicensedUsersCount": 50,
         *       "MsTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *       "ActiveUserCount": 0,
         *       "LiveHubActiveUsersCount": 0,
         *       "LiveHubSimpleUsersCount": 0
         *     }
         * @example {
         *       "UmpCustomerGuid": "d0000000-0000-4000-8000-0000000000a1",
         *       "CustomerShortName": "SouthernX",
         *       "CustomerFullName": "Southern Cross Logistics",
         *       "LicenseType": 4,
         *       "LicensedUsersCount": 50,
         *       "MsTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *       "ActiveUserCount": 0,
         *       "LiveHubActiveUsersCount": 0,
         *       "LiveHubSimpleUsersCount": 0,
         *       "SiteLocation": [
         *         {
         *           "id": "f1a3c1a4-5b0e-4b57-9c8d-2f6f3f0f9a11",
         *           "name": "GRXRATNEUZMNZ",
         *           "sbcId": 8,
         *           "sbcDeploymentState": "Deployed",
         *           "sbcConfigurationType": "SipTrunk"
         *         }
         *       ]
         *     }
         */
        Customer: {
            /** @description The id of the customer. */
            UmpCustomerGuid: string;
            CustomerShortName: string;
            CustomerFullName: string;
            /** @description 0 Hosted Essentials, 1 Hosted Essentials Plus, 2 Hosted Pro, 3 OC Essentials, 4 OC Essentials Plus, 5 OC Pro. */
            LicenseType: number;
            /** @description Licensed users; null when the licence counts none. */
            LicensedUsersCount: number | null;
            /** @description Microsoft tenant. */
            MsTenantId: string | null;
            /** @description Users of the tenant that have a number. */
            ActiveUserCount: number;
            LiveHubActiveUsersCount: number | null;
            LiveHubSimpleUsersCount: number | null;
            /** @description The sites; with `allDetails` only. */
            SiteLocation?: components["schemas"]["CustomerSiteLocation"][];
        };
        /**
         * @description What is to be another way; what is left out stays.
         * @example {
         *       "customerFullName": "Acme",
         *       "licenseType": 5,
         *       "licensedUsersCount": 50,
         *       "applicationClientId": "b0000000-0000-4000-8000-000000000001",
         *       "applicationClientSecret": "the secret"
         *     }
         * @example {
         *       "licenseType": 5
         *     }
         */
        CustomerChange: {
            customerFullName?: string;
            /** @description 4 OC Essentials Plus, 5 OC Pro; 1 and 2 are those of Direct Routing. */
            licenseType?: number;
            /** @description Licensed users, 1 to 500, and not fewer than have a number. Not with an Essentials licence, which counts none. */
            licensedUsersCount?: number;
            /** @description The application that the customer registered for us in its tenant. It is tried before it is kept. */
            applicationClientId?: string;
            /** @description Its secret. Kept encrypted, never shown. */
            applicationClientSecret?: string;
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /**
         * @description A customer (service).
         * @example {
         *       "UmpCustomerGuid": "d0000000-0000-4000-8000-0000000000a1",
         *       "CustomerShortName": "SouthernX",
         *       "CustomerFullName": "Southern Cross Logistics",
         *       "LicenseType": 4,
         *       "LicensedUsersCount": 50,
         *       "MsTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *       "ActiveUserCount": 0,
         *       "LiveHubActiveUsersCount": 0,
         *       "LiveHubSimpleUsersCount": 0,
         *       "SiteLocation": [
         *         {
         *           "id": "f1a3c1a4-5b0e-4b57-9c8d-2f6f3f0f9a11",
         *           "name": "GRXRATNEUZMNZ",
         *           "sbcId": 8,
         *           "sbcDeploymentState": "Deployed",
         *           "sbcConfigurationType": "SipTrunk"
         *         }
         *       ],
         *       "MsDefaultDomain": "southerncross.example",
         *       "ApplicationClientId": "b0000000-0000-4000-8000-000000000001",
         *       "ApplicationClientSecret": "***",
         *       "ClientSecretExpirationDate": "2/18/2027 8:39:26 AM"
         *     }
         */
        CustomerDetails: {
            /** @description The id of the customer. */
            UmpCustomerGuid: string;
            CustomerShortName: string;
            CustomerFullName: string;
            /** @description 0 Hosted Essentials, 1 Hosted Essentials Plus, 2 Hosted Pro, 3 OC Essentials, 4 OC Essentials Plus, 5 OC Pro. */
            LicenseType: number;
            /** @description Licensed users; null when the licence counts none. */
            LicensedUsersCount: number | null;
            /** @description Microsoft tenant. */
            MsTenantId: string | null;
            /** @description Users of the tenant that have a number. */
            ActiveUserCount: number;
            LiveHubActiveUsersCount: number | null;
            LiveHubSimpleUsersCount: number | null;
            /** @description The sites; with `allDetails` only. */
            SiteLocation?: components["schemas"]["CustomerSiteLocation"][];
            /** @description The default domain of the tenant, as its connection last told; null without a connection, or without Organization.Read.All. */
            MsDefaultDomain: string | null;
            /** @description The application that the customer registered for us in its tenant. */
            ApplicationClientId: string | null;
            /** @description Asterisks when there is one; the secret itself is never shown. */
            ApplicationClientSecret: string | null;
            /** @description Such as `2/18/2027 8:39:26 AM`, UTC, as Microsoft last told; null when the application may not read itself (Application.Read.All), or has secrets that begin alike. */
            ClientSecretExpirationDate: string | null;
        };
        /**
         * @description A customer's licence on one day.
         * @example {
         *       "acquiredLicenses": 20,
         *       "totalMonitoredUsers": 37,
         *       "currentlyLicensed": 3,
         *       "managedUsersDirectRouting": 0,
         *       "managedUsersOperatorConnect": 2,
         *       "managedUsersByLifeCycleManagement": 0,
         *       "managedUsersUserInterface": 2,
         *       "managedServiceNumbers": 1,
         *       "lastUpdate": "2023-11-06T16:05:06.0202200+00:00",
         *       "umpCustomerGuid": "d0000000-0000-4000-8000-0000000000a1",
         *       "licenseSettingsFlagsLevel": 2,
         *       "LicenseFactors": {
         *         "Managed Users - By Template": true,
         *         "Managed Users - By User Interface": true,
         *         "Managed Service Numbers": true
         *       }
         *     }
         */
        LicenceInfo: {
            /** @description Licences that were bought. */
            acquiredLicenses: number;
            /** @description Users of the tenant. */
            totalMonitoredUsers: number;
            /** @description Users with a number, and service numbers. */
            currentlyLicensed: number;
            managedUsersDirectRouting: number;
            managedUsersOperatorConnect: number;
            /** @description Always 0: there are no templates here. */
            managedUsersByLifeCycleManagement: number;
            managedUsersUserInterface: number;
            /** @description Numbers of applications and bridges. */
            managedServiceNumbers: number;
            /** Format: date-time */
            lastUpdate: string;
            umpCustomerGuid: string;
            licenseSettingsFlagsLevel: number;
            LicenseFactors: components["schemas"]["LicenceInfoLicenseFactors"];
        };
        /**
         * @example {
         *       "upgradeToLicense": 4,
         *       "licenseCount": 20
         *     }
         */
        LicenceUpgrade: {
            /** @description 4 OC Essentials Plus, 5 OC Pro. */
            upgradeToLicense: number;
            /** @description Users to be licensed, 1 to 500. Required unless the customer has some. */
            licenseCount?: number;
            customerFullName?: string;
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /**
         * @example {
         *       "sipAddress": "user@tenant.onmicrosoft.com",
         *       "licenseCriteria": "Managed Users - By User Interface"
         *     }
         */
        LicensedUser: {
            /** @description Without `sip:`. */
            sipAddress: string;
            /** @description What makes the user licensed. */
            licenseCriteria: string;
        };
        /**
         * @description An application to be registered. Without channel and customer it acts for the node of whoever asks.
         * @example {
         *       "name": "Reseller portal",
         *       "clientId": "a0000000-0000-4000-8000-00000000000f",
         *       "tenantId": "0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40",
         *       "role": "Operator",
         *       "channelId": 1574
         *     }
         */
        NewCaller: {
            /** @description What people call it. */
            name: string;
            /**
             * Format: uuid
             * @description Application (client) id at Entra, or the object id of a person who signs in to the console.
             */
            clientId: string;
            /**
             * Format: uuid
             * @description The directory that issues its tokens.
             */
            tenantId: string;
            /**
             * @description The most that it may do, whatever roles its token has.
             * @enum {string}
             */
            role: "Admin" | "Operator" | "Monitor";
            /** @description The channel that it acts for. */
            channelId?: number;
            /** @description The customer that it acts for. */
            umpCustomerGuid?: string;
            /**
             * @description When it may not call any more, as in 2027-01-31T00:00:00Z.
             * @example 2027-01-31T00:00:00Z
             */
            expiresAt?: string;
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /**
         * @example {
         *       "name": "Pacific Resellers",
         *       "tenantId": 868,
         *       "msTenantId": "0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40",
         *       "description": "Sells in Australia",
         *       "operatorConnectEnabled": true
         *     }
         */
        NewChannel: {
            /** @description A name that no other channel has. */
            name: string;
            /**
             * @description Microsoft tenant of the reseller itself (GUID).
             * @example 0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40
             */
            msTenantId?: string;
            description?: string;
            /** @description Whether it may sell Operator Connect; true unless you say otherwise. */
            operatorConnectEnabled?: boolean;
            /** @description The most customers it may have; -1 takes the limit away. */
            maxCustomers?: number;
            /** @description Your service request; kept on the task. */
            ticketId?: string;
            /** @description The provider. It is that of the application, whatever stands here. */
            tenantId?: unknown;
        };
        /**
         * @description An application that may call this API, and the node of the tree that it acts for: a channel, a customer, or with neither of them the whole provider.
         * @example {
         *       "id": "0d2f6c1e-7a34-4a0e-9b55-6f1f0c6f7a11",
         *       "name": "Reseller portal",
         *       "clientId": "a0000000-0000-4000-8000-000000000004",
         *       "tenantId": "0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40",
         *       "role": "Operator",
         *       "channelId": 1574,
         *       "umpCustomerGuid": null,
         *       "expiresAt": "2027-01-31T00:00:00.000000Z",
         *       "disabled": false,
         *       "lastUsedAt": "2026-08-12T07:02:10.822000Z",
         *       "createdAt": "2026-07-01T07:02:10.822000Z"
         *     }
         */
        RegisteredCaller: {
            id: string;
            /** @description What people call it. */
            name: string;
            /** @description Application (client) id at Entra. */
            clientId: string;
            /** @description The directory that issues its tokens. */
            tenantId: string;
            /**
             * @description The most that it may do; null: what its token says.
             * @enum {string|null}
             */
            role: "Admin" | "Operator" | "Monitor" | null;
            /** @description The channel that it acts for. */
            channelId: number | null;
            /** @description The customer that it acts for. */
            umpCustomerGuid: string | null;
            /** Format: date-time */
            expiresAt: string | null;
            disabled: boolean;
            /**
             * Format: date-time
             * @description When it last called, to the minute.
             */
            lastUsedAt: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        /** @description One page of applications, the first registered first. */
        RegisteredCallerPage: {
            /** @example 1 */
            currentPage: number;
            /** @example 200 */
            pageSize: number;
            /** @example 1 */
            totalPages: number;
            /**
             * @description Records on all pages.
             * @example 1
             */
            totalRecords: number;
            data: components["schemas"]["RegisteredCaller"][];
            /**
             * @description Send it as `cursor` to go on behind this page; absent when there is none.
             * @example WyItY3JlYXRlVGltZSIsIjE4NTUxMSJd
             */
            next?: string;
        };
        /**
         * @description The connection to the Microsoft tenant of a customer, with everything that is not a secret.
         * @example {
         *       "customerId": "da68eafc-5a42-4a3b-9d0e-6c1b5f6f0a11",
         *       "msTenantId": "c1a7e2d0-1111-4a61-9b01-0000000000a1",
         *       "clientId": "b0000000-0000-4000-8000-000000000002",
         *       "cloud": "global",
         *       "httpsProxy": null,
         *       "credential": {
         *         "type": "secret",
         *         "expiresAt": "2027-01-31T00:00:00.000Z",
         *         "thumbprint": null
         *       },
         *       "nextCredential": null,
         *       "accepted": "current",
         *       "status": "Connected",
         *       "reason": null,
         *       "validatedAt": "2026-11-30T08:00:00.000Z"
         *     }
         */
        TokenConnection: {
            customerId: string;
            msTenantId: string;
            clientId: string;
            /** @enum {string} */
            cloud: "global" | "us-government" | "us-government-dod" | "china";
            /** @description `***@` stands for a user and a password. */
            httpsProxy: string | null;
            credential: components["schemas"]["OperatorTenantCredential"];
            nextCredential: components["schemas"]["OperatorTenantCredential"] | null;
            /**
             * @description Which of the two Microsoft took last.
             * @enum {string}
             */
            accepted: "current" | "next";
            /**
             * @description By the last look.
             * @enum {string}
             */
            status: "Connected" | "BadCredentials" | "NoConsent" | "UnknownTenant";
            /** @description What the last look found wrong, and what to do. */
            reason: string | null;
            /** Format: date-time */
            validatedAt: string;
        };
        /**
         * @example {
         *       "taskId": "tcn_set_c14a0a55-fcc5-4598-b405-c978e7da1af4",
         *       "status": "CompletedSuccess"
         *     }
         */
        TokenConnectionAnswer: {
            taskId: string;
            /**
             * @description Status of the task.
             * @example CompletedSuccess
             * @enum {string}
             */
            status: "InProgress" | "CompletedSuccess" | "CompletedWithErrors" | "Failed" | "Canceled";
            connection?: components["schemas"]["TokenConnection"];
        };
        /**
         * @description The application, and exactly one credential.
         * @example {
         *       "clientId": "b0000000-0000-4000-8000-000000000002",
         *       "clientSecret": "a client secret",
         *       "clientSecretExpiresAt": "2027-01-31T00:00:00Z"
         *     }
         */
        TokenConnectionSettings: {
            /**
             * @description Application (client) id of the app registration in the customer's tenant.
             * @example b0000000-0000-4000-8000-000000000002
             */
            clientId: string;
            /**
             * @description The Microsoft cloud of the tenant; it stays as it is when you name none.
             * @enum {string}
             */
            cloud?: "global" | "us-government" | "us-government-dod" | "china";
            /** @description Outbound proxy for all calls in this tenant, `http://[user:password@]host[:port]`; an empty text takes it away. Only the provider may say this. */
            httpsProxy?: string;
            /** @description A client secret. Kept sealed, and never shown again. */
            clientSecret?: string;
            /**
             * @description When the secret ends, ISO 8601; we warn from 30 days before.
             * @example 2027-01-31T00:00:00Z
             */
            clientSecretExpiresAt?: string;
            /** @description PEM of a certificate that the app registration knows. */
            certificate?: string;
            /** @description PEM of its RSA key. Kept sealed, and never shown again. */
            privateKey?: string;
            /** @description true: the token in the file that AZURE_FEDERATED_TOKEN_FILE names proves the application. */
            federated?: boolean;
            /** @description true: the identity of the machine in Azure proves the application. */
            managedIdentity?: boolean;
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /**
         * @description Exactly one credential.
         * @example {
         *       "clientSecret": "the next client secret",
         *       "clientSecretExpiresAt": "2027-03-31T00:00:00Z"
         *     }
         */
        TokenCredential: {
            /** @description A client secret. Kept sealed, and never shown again. */
            clientSecret?: string;
            /**
             * @description When the secret ends, ISO 8601; we warn from 30 days before.
             * @example 2027-01-31T00:00:00Z
             */
            clientSecretExpiresAt?: string;
            /** @description PEM of a certificate that the app registration knows. */
            certificate?: string;
            /** @description PEM of its RSA key. Kept sealed, and never shown again. */
            privateKey?: string;
            /** @description true: the token in the file that AZURE_FEDERATED_TOKEN_FILE names proves the application. */
            federated?: boolean;
            /** @description true: the identity of the machine in Azure proves the application. */
            managedIdentity?: boolean;
            /** @description Your service request; kept on the task. */
            ticketId?: string;
        };
        /**
         * @description One request: who asked for what, from where, and what was said.
         * @example {
         *       "sequence": 41,
         *       "at": "2026-08-12T07:02:10.822000Z",
         *       "caller": "a0000000-0000-4000-8000-000000000001@0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40",
         *       "callerName": "admin",
         *       "channelId": null,
         *       "umpCustomerGuid": null,
         *       "address": "203.0.113.7",
         *       "operation": "rotateSbcCredentials",
         *       "object": "/api/v3/sbc/8/credentials",
         *       "verdict": "accepted",
         *       "status": 200,
         *       "errorCode": null,
         *       "taskId": "sbc_crd_c14a0a55-fcc5-4598-b405-c978e7da1af4",
         *       "traceId": "00-b0da85edb231924dee2cf223620f3e60-e788e6802f612a84-00",
         *       "request": {
         *         "password": "********"
         *       },
         *       "before": null,
         *       "person": null,
         *       "digest": "b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c"
         *     }
         */
        AuditEntry: {
            /** @description Its place in the log of the provider, without gaps. */
            sequence: number;
            /** Format: date-time */
            at: string;
            /** @description Application and directory. */
            caller: string;
            callerName: string;
            /** @description The channel that the application acted for. */
            channelId: number | null;
            /** @description The customer that it acted for. */
            umpCustomerGuid: string | null;
            /** @description Where the request came from. */
            address: string;
            /** @description Its `operationId`. */
            operation: string;
            /** @description The path of the request; of what a task changed its table and id; of a secret what it is for. */
            object: string;
            /**
             * @description `changed`: a task changed something; `used`: a worker opened a secret, told once an hour.
             * @enum {string}
             */
            verdict: "accepted" | "refused" | "read" | "changed" | "used";
            status: number;
            /**
             * @description Of a refusal: as it was answered.
             * @enum {string|null}
             */
            errorCode: "validation_failed" | "syntax_error" | "tenant_id_invalid" | "lead_in_use" | "channel_not_assigned" | "idempotency_key_invalid" | "license_insufficient" | "connection_required" | "connection_broken" | "token_missing" | "token_invalid" | "caller_unknown" | "caller_disabled" | "role_missing" | "out_of_scope" | "not_allocated" | "request_unreadable" | "request_timeout" | "headers_too_large" | "route_not_found" | "method_not_allowed" | "channel_not_found" | "lead_not_found" | "caller_not_found" | "caller_exists" | "webhook_not_found" | "allocation_not_found" | "task_not_found" | "site_not_found" | "site_in_use" | "dial_plan_not_found" | "dial_plan_guarded" | "script_template_not_found" | "cursor_unknown" | "script_template_built_in" | "script_template_in_use" | "gateway_not_found" | "customer_not_found" | "civic_address_not_found" | "job_not_found" | "number_reserved" | "number_cooling" | "number_not_found" | "sbc_not_found" | "sbc_change_not_found" | "range_not_found" | "range_ended" | "range_taken" | "freeze_not_found" | "sbc_in_use" | "sbc_credentials_refused" | "operator_tenant_not_found" | "operator_tenant_taken" | "operator_tenant_in_use" | "credential_refused" | "credential_missing" | "data_sync_not_found" | "data_sync_is_default" | "number_order_not_found" | "consent_not_found" | "customer_document_not_found" | "build_template_not_found" | "build_template_is_default" | "build_template_changed" | "relationship_conflict" | "channel_in_use" | "customer_busy" | "customer_has_numbers" | "allocated_elsewhere" | "plan_not_found" | "plan_stale" | "approval_needed" | "repair_limit" | "number_busy" | "synchronization_running" | "task_finished" | "task_not_finished" | "nothing_to_retry" | "secrets_not_kept" | "task_not_parked" | "task_not_awaiting_approval" | "body_too_large" | "media_type_unsupported" | "idempotency_key_reused" | "rate_limited" | "internal_error" | "task_failed" | "task_unfinished" | "identity_unavailable" | "sbc_unavailable" | "database_unavailable" | null;
            taskId: string | null;
            traceId: string;
            /** @description What was asked for, with secrets masked; of what a task changed what it is since then. */
            request: unknown;
            /** @description Of what a task changed: what it was before, null where it was not there. */
            before: unknown;
            /** @description Who was before the screen, where the application acts for a person. */
            person: string | null;
            /** @description SHA-256 over this entry and the digest of the one before it. */
            digest: string;
        };
        /** @description One page of entries, the newest first. */
        AuditPage: {
            /** @example 1 */
            currentPage: number;
            /** @example 200 */
            pageSize: number;
            /** @example 1 */
            totalPages: number;
            /**
             * @description Records on all pages.
             * @example 1
             */
            totalRecords: number;
            data: components["schemas"]["AuditEntry"][];
            /**
             * @description Send it as `cursor` to go on behind this page; absent when there is none.
             * @example WyItY3JlYXRlVGltZSIsIjE4NTUxMSJd
             */
            next?: string;
        };
        /** @description What a task of kind `apply-repair` says in `outputData`. */
        ApplyRepairOutput: {
            /** @description The plan. */
            PlanId: string;
            /** @description Differences. */
            Planned: number;
            /** @description Those that are gone. */
            Repaired: number;
            /** @description Those that stay. */
            Failed: number;
        };
        /** @description What a task of kind `approve-repair` says in `outputData`. */
        ApproveRepairOutput: {
            /** @description The plan. */
            PlanId: string;
        };
        /** @description What a task of kind `detect-drift` says in `outputData`. */
        DetectDriftOutput: {
            /** @description Differences. */
            Found: number;
            /** @description Those that were not there before. */
            Appeared: number;
            /** @description What could not be read, of which nothing was concluded. */
            Unread: unknown;
        };
        /** @description What a task of kind `keep-drift-policy` says in `outputData`. */
        KeepDriftPolicyOutput: Record<string, never>;
        /** @description What a task of kind `plan-repair` says in `outputData`. */
        PlanRepairOutput: {
            /** @description The plan. */
            PlanId: string;
            /** @description Differences about which something would be done. */
            Planned: number;
            /** @description Those that only people can lift. */
            LeftToPeople: number;
        };
        /** @description What a task of kind `repair-numbers` says in `outputData`. */
        RepairNumbersOutput: {
            /** @description Numbers. */
            Succeeded: number;
            /** @description Numbers that were not repaired. */
            Failed: number;
        };
        /** @description What a task of kind `add-operator-tenant` says in `outputData`. */
        AddOperatorTenantOutput: {
            /** @description The Operator Connect tenant. */
            OperatorTenantId: string;
            /** @description What was tried, and how it went. */
            Gates?: components["schemas"]["SiteLocationM365InfoM365ScriptsCustomerVariables"][];
            /** @description What was read, by model type. */
            Counts?: {
                [key: string]: unknown;
            };
            /** @description The data sync that asked for it. */
            SyncId?: string;
            DryRun?: boolean;
            /** @description What could not be read. */
            TenantsFailed?: unknown[];
        };
        /** @description What a task of kind `change-operator-credential` says in `outputData`. */
        ChangeOperatorCredentialOutput: {
            /** @description The Operator Connect tenant. */
            OperatorTenantId: string;
            /** @description What was tried, and how it went. */
            Gates?: components["schemas"]["SiteLocationM365InfoM365ScriptsCustomerVariables"][];
            /** @description What was read, by model type. */
            Counts?: {
                [key: string]: unknown;
            };
            /** @description The data sync that asked for it. */
            SyncId?: string;
            DryRun?: boolean;
            /** @description What could not be read. */
            TenantsFailed?: unknown[];
        };
        /** @description What a task of kind `change-operator-tenant` says in `outputData`. */
        ChangeOperatorTenantOutput: {
            /** @description The Operator Connect tenant. */
            OperatorTenantId: string;
            /** @description What was tried, and how it went. */
            Gates?: components["schemas"]["SiteLocationM365InfoM365ScriptsCustomerVariables"][];
            /** @description What was read, by model type. */
            Counts?: {
                [key: string]: unknown;
            };
            /** @description The data sync that asked for it. */
            SyncId?: string;
            DryRun?: boolean;
            /** @description What could not be read. */
            TenantsFailed?: unknown[];
        };
        /** @description What a task of kind `change-relationship` says in `outputData`. */
        ChangeRelationshipOutput: {
            /** @description The Microsoft tenant. */
            MsTenantId: string;
            /**
             * @description Our side of the consent.
             * @enum {string}
             */
            status?: "ConsentAcknowledged" | "CustomerContacted" | "AgreementSigned" | "ConsentDeclined" | "ContractTerminated";
            comment?: string | null;
            lastModifiedOn?: string;
        };
        /** @description What a task of kind `keep-data-sync` says in `outputData`. */
        KeepDataSyncOutput: {
            /** @description The data sync. */
            SyncId: string;
        };
        /** @description What a task of kind `load-sheets` says in `outputData`. */
        LoadSheetsOutput: {
            /** @description Rows of the file. */
            Rows: number;
            /** @description What was asked for, of one row or of several. */
            Requests: number;
            /** @description What was refused, and why. */
            Refused: {
                [key: string]: unknown;
            };
        };
        /** @description What a task of kind `promote-operator-credential` says in `outputData`. */
        PromoteOperatorCredentialOutput: {
            /** @description The Operator Connect tenant. */
            OperatorTenantId: string;
            /** @description What was tried, and how it went. */
            Gates?: components["schemas"]["SiteLocationM365InfoM365ScriptsCustomerVariables"][];
            /** @description What was read, by model type. */
            Counts?: {
                [key: string]: unknown;
            };
            /** @description The data sync that asked for it. */
            SyncId?: string;
            DryRun?: boolean;
            /** @description What could not be read. */
            TenantsFailed?: unknown[];
        };
        /** @description What a task of kind `remove-data-sync` says in `outputData`. */
        RemoveDataSyncOutput: {
            /** @description The data sync. */
            SyncId: string;
        };
        /** @description What a task of kind `remove-operator-tenant` says in `outputData`. */
        RemoveOperatorTenantOutput: {
            /** @description The Operator Connect tenant. */
            OperatorTenantId: string;
            /** @description What was tried, and how it went. */
            Gates?: components["schemas"]["SiteLocationM365InfoM365ScriptsCustomerVariables"][];
            /** @description What was read, by model type. */
            Counts?: {
                [key: string]: unknown;
            };
            /** @description The data sync that asked for it. */
            SyncId?: string;
            DryRun?: boolean;
            /** @description What could not be read. */
            TenantsFailed?: unknown[];
        };
        /** @description What a task of kind `synchronize-operator-tenant` says in `outputData`. */
        SynchronizeOperatorTenantOutput: {
            /** @description The Operator Connect tenant. */
            OperatorTenantId: string;
            /** @description What was tried, and how it went. */
            Gates?: components["schemas"]["SiteLocationM365InfoM365ScriptsCustomerVariables"][];
            /** @description What was read, by model type. */
            Counts?: {
                [key: string]: unknown;
            };
            /** @description The data sync that asked for it. */
            SyncId?: string;
            DryRun?: boolean;
            /** @description What could not be read. */
            TenantsFailed?: unknown[];
        };
        /** @description What a task of kind `test-operator-tenant` says in `outputData`. */
        TestOperatorTenantOutput: {
            /** @description The Operator Connect tenant. */
            OperatorTenantId: string;
            /** @description What was tried, and how it went. */
            Gates?: components["schemas"]["SiteLocationM365InfoM365ScriptsCustomerVariables"][];
            /** @description What was read, by model type. */
            Counts?: {
                [key: string]: unknown;
            };
            /** @description The data sync that asked for it. */
            SyncId?: string;
            DryRun?: boolean;
            /** @description What could not be read. */
            TenantsFailed?: unknown[];
        };
        /** @description What a task of kind `build-customer` says in `outputData`. */
        BuildCustomerOutput: {
            /** @description The Microsoft tenant. */
            MsTenantId: string;
            /** @description What it was built of. */
            Parts: components["schemas"]["BuildCustomerOutputPart"][];
        };
        /** @description What a task of kind `build-customers` says in `outputData`. */
        BuildCustomersOutput: {
            /**
             * @description What was asked for.
             * @enum {string}
             */
            Action: "AddDataOnly" | "Validate" | "Add" | "Modify" | "DeleteCustomer" | "DeletecustomerData" | "DeleteCustomerAndcustomerData";
            /** @description One task for each customer. */
            Customers: components["schemas"]["BuildCustomerOutputPart"][];
        };
        /** @description What a task of kind `delete-customers` says in `outputData`. */
        DeleteCustomersOutput: {
            /**
             * @description What was asked for.
             * @enum {string}
             */
            Action: "AddDataOnly" | "Validate" | "Add" | "Modify" | "DeleteCustomer" | "DeletecustomerData" | "DeleteCustomerAndcustomerData";
            /** @description One task for each customer. */
            Customers: components["schemas"]["BuildCustomerOutputPart"][];
        };
        /** @description What a task of kind `keep-build-template` says in `outputData`. */
        KeepBuildTemplateOutput: {
            /** @description The template. */
            Name: string;
            /** @description Its version. */
            Version: number;
        };
        /** @description What a task of kind `remove-build-template` says in `outputData`. */
        RemoveBuildTemplateOutput: {
            /** @description The template. */
            Name: string;
        };
        /** @description What a task of kind `add-inventory-numbers` says in `outputData`. */
        AddInventoryNumbersOutput: {
            /** @description Numbers that were changed. */
            Succeeded: number;
            /** @description Numbers that were so already. */
            Unchanged: number;
            /** @description Numbers that were not changed. */
            Failed: number;
        };
        /** @description What a task of kind `add-named-range` says in `outputData`. */
        AddNamedRangeOutput: {
            /** @description Ranges that ended. */
            Ended: string[];
            /** @description Ranges that began, by their numbers. */
            Begun: string[];
        };
        /** @description What a task of kind `apply-inventory-audit` says in `outputData`. */
        ApplyInventoryAuditOutput: {
            /** @description Numbers that were changed. */
            Succeeded: number;
            /** @description Numbers that were so already. */
            Unchanged: number;
            /** @description Numbers that were not changed. */
            Failed: number;
        };
        /** @description What a task of kind `audit-inventory` says in `outputData`. */
        AuditInventoryOutput: {
            /** @description Numbers by what was found of them. */
            Found: {
                [key: string]: number;
            };
        };
        /** @description What a task of kind `cool-numbers` says in `outputData`. */
        CoolNumbersOutput: {
            /** @description Numbers that were changed. */
            Succeeded: number;
            /** @description Numbers that were so already. */
            Unchanged: number;
            /** @description Numbers that were not changed. */
            Failed: number;
        };
        /** @description What a task of kind `describe-inventory-numbers` says in `outputData`. */
        DescribeInventoryNumbersOutput: {
            /** @description Numbers that were changed. */
            Succeeded: number;
            /** @description Numbers that were so already. */
            Unchanged: number;
            /** @description Numbers that were not changed. */
            Failed: number;
        };
        /** @description What a task of kind `describe-named-range` says in `outputData`. */
        DescribeNamedRangeOutput: {
            /** @description The range. */
            RangeId: string;
        };
        /** @description What a task of kind `end-cooling` says in `outputData`. */
        EndCoolingOutput: {
            /** @description Numbers that were changed. */
            Succeeded: number;
            /** @description Numbers that were so already. */
            Unchanged: number;
            /** @description Numbers that were not changed. */
            Failed: number;
        };
        /** @description What a task of kind `end-reservation` says in `outputData`. */
        EndReservationOutput: {
            /** @description Numbers that were changed. */
            Succeeded: number;
            /** @description Numbers that were so already. */
            Unchanged: number;
            /** @description Numbers that were not changed. */
            Failed: number;
        };
        /** @description What a task of kind `extend-reservation` says in `outputData`. */
        ExtendReservationOutput: {
            /** @description Numbers that were changed. */
            Succeeded: number;
            /** @description Numbers that were so already. */
            Unchanged: number;
            /** @description Numbers that were not changed. */
            Failed: number;
        };
        /** @description What a task of kind `keep-cooling-policy` says in `outputData`. */
        KeepCoolingPolicyOutput: Record<string, never>;
        /** @description What a task of kind `merge-named-ranges` says in `outputData`. */
        MergeNamedRangesOutput: {
            /** @description Ranges that ended. */
            Ended: string[];
            /** @description Ranges that began, by their numbers. */
            Begun: string[];
        };
        /** @description What a task of kind `move-inventory-numbers` says in `outputData`. */
        MoveInventoryNumbersOutput: {
            /** @description Numbers that were changed. */
            Succeeded: number;
            /** @description Numbers that were so already. */
            Unchanged: number;
            /** @description Numbers that were not changed. */
            Failed: number;
        };
        /** @description What a task of kind `remove-inventory-numbers` says in `outputData`. */
        RemoveInventoryNumbersOutput: {
            /** @description Numbers that were changed. */
            Succeeded: number;
            /** @description Numbers that were so already. */
            Unchanged: number;
            /** @description Numbers that were not changed. */
            Failed: number;
        };
        /** @description What a task of kind `remove-named-range` says in `outputData`. */
        RemoveNamedRangeOutput: {
            /** @description Ranges that ended. */
            Ended: string[];
            /** @description Ranges that began, by their numbers. */
            Begun: string[];
        };
        /** @description What a task of kind `reserve-numbers` says in `outputData`. */
        ReserveNumbersOutput: {
            /** @description Numbers that were changed. */
            Succeeded: number;
            /** @description Numbers that were so already. */
            Unchanged: number;
            /** @description Numbers that were not changed. */
            Failed: number;
        };
        /** @description What a task of kind `split-named-range` says in `outputData`. */
        SplitNamedRangeOutput: {
            /** @description Ranges that ended. */
            Ended: string[];
            /** @description Ranges that began, by their numbers. */
            Begun: string[];
        };
        /** @description What a task of kind `create-customer` says in `outputData`. */
        CreateCustomerOutput: {
            /** @description The new customer. */
            umpCustomerGuid?: string;
        };
        /** @description What a task of kind `create-lead` says in `outputData`. */
        CreateLeadOutput: {
            LeadId: string | null;
            /** @description The Microsoft tenant. */
            MsTenantId: string;
        };
        /** @description What a task of kind `delete-customer` says in `outputData`. */
        DeleteCustomerOutput: Record<string, never>;
        /** @description What a task of kind `delete-lead` says in `outputData`. */
        DeleteLeadOutput: {
            /** @description The lead. */
            LeadId: string;
            /** @description The Microsoft tenant. */
            MsTenantId: string;
        };
        /** @description What a task of kind `fill-civic-addresses` says in `outputData`. */
        FillCivicAddressesOutput: {
            /** @description Tenants. */
            TenantsAsked: number;
            /** @description Those that failed. */
            TenantsFailed: number;
        };
        /** @description What a task of kind `synchronize-leads` says in `outputData`. */
        SynchronizeLeadsOutput: {
            /** @description Consents. */
            ConsentsRead: number;
            /** @description New leads. */
            LeadsAdded: number;
            /** @description Leads that are gone. */
            LeadsRemoved: number;
        };
        /** @description What a task of kind `validate-tenant` says in `outputData`. */
        ValidateTenantOutput: {
            /** @description The Microsoft tenant. */
            MsTenantId: string;
            Exists: boolean;
            TenantRegion: string | null;
        };
        /** @description What a task of kind `change-licence` says in `outputData`. */
        ChangeLicenceOutput: Record<string, never>;
        /** @description What a task of kind `provision-user` says in `outputData`. */
        ProvisionUserOutput: {
            /** @description The Microsoft tenant. */
            MsTenantId: string;
            /** @description Of the user. */
            SipAddress: string;
            UserPrincipalName: string | null;
            LineURI: string | null;
            FieldsNotSet: string[];
        };
        /** @description What a task of kind `synchronize-users` says in `outputData`. */
        SynchronizeUsersOutput: {
            /** @description The Microsoft tenant. */
            MsTenantId: string;
            /** @description Users. */
            UsersRead: number;
            /** @description Users that are gone. */
            UsersRemoved: number;
            /** @description Whether all were read, and not only what had changed. */
            Everything: boolean;
        };
        /** @description What a task of kind `unassign-numbers` says in `outputData`. */
        UnassignNumbersOutput: {
            /** @description The Microsoft tenant. */
            MsTenantId: string;
            /** @description Numbers that were changed. */
            NumbersUnassigned: number;
            /** @description Numbers that were so already. */
            NumbersUnchanged: number;
            /** @description Numbers that were not changed. */
            NumbersFailed: number;
            /** @description Numbers of the request. */
            TotalNumbersCount: number;
        };
        /** @description What a task of kind `change-numbers` says in `outputData`. */
        ChangeNumbersOutput: {
            /** @description The Microsoft tenant. */
            MsTenantId: string;
            /** @description Numbers that were changed. */
            NumbersChanged: number;
            /** @description Numbers that were so already. */
            NumbersUnchanged: number;
            /** @description Numbers that were not changed. */
            NumbersFailed: number;
            /** @description Numbers of the request. */
            TotalNumbersCount: number;
        };
        /** @description What a task of kind `change-removal-status` says in `outputData`. */
        ChangeRemovalStatusOutput: {
            /** @description Numbers that were moved. */
            Moved: number;
            /** @description Those that were not. */
            Left: components["schemas"]["ChangeRemovalStatusOutputLeft"][];
        };
        /** @description What a task of kind `import-numbers` says in `outputData`. */
        ImportNumbersOutput: {
            /** @description Rows of the file. */
            RowCount: number;
            /** @description Rows whose numbers were uploaded. */
            SucceededCount: number;
            /** @description Rows whose numbers were there. */
            UnchangedCount: number;
            /** @description Rows that failed. */
            FailedCount: number;
            /** @description Rows that were not begun. */
            CanceledCount: number;
        };
        /** @description What a task of kind `keep-numbering-overrides` says in `outputData`. */
        KeepNumberingOverridesOutput: Record<string, never>;
        /** @description What a task of kind `pull-civic-addresses` says in `outputData`. */
        PullCivicAddressesOutput: {
            /** @description The Microsoft tenant. */
            MsTenantId: string;
            /** @description Addresses that were read. */
            CivicAddresses: number;
            /** @description Locations within them. */
            Locations: number;
        };
        /** @description What a task of kind `release-numbers` says in `outputData`. */
        ReleaseNumbersOutput: {
            MsReleaseJobId: string | null;
            /** @description The Microsoft tenant. */
            MsTenantId: string;
            MsReleaseJobStatus: string | null;
            /** @enum {string} */
            UmpReleaseJobStatus: "InProgress" | "CompletedSuccess" | "CompletedWithErrors" | "Failed" | "Canceled";
            MsReleaseJobCreatedAt: string | null;
            /** @description Numbers that were there. */
            TotalNumbersCount: number;
        };
        /** @description What a task of kind `synchronize-numbers` says in `outputData`. */
        SynchronizeNumbersOutput: {
            MsTenantId: string | null;
            /** @description New numbers. */
            NumbersAdded: number;
            /** @description Numbers that had changed. */
            NumbersUpdated: number;
            /** @description Numbers that were gone. */
            NumbersMarkedForRemoval: number;
            /** @description Numbers that had not changed. */
            NumbersUnchanged: number;
            /** @description Numbers that were left. */
            NumbersHeldByTasks: number;
            /** @description Numbers that others have. */
            NumbersOfOtherTenants: number;
            /** @description Tenants. */
            TenantsSynchronized?: number;
            /** @description Tenants that could not be read. */
            TenantsFailed?: string[];
        };
        /** @description What a task of kind `upload-numbers` says in `outputData`. */
        UploadNumbersOutput: {
            CreateTime: string;
            CompleteTime: string;
            /** @description How it ended, in a word. */
            OcUploadNumberResult: string;
            WorkflowVersion: number;
            /** @description SBCs that have them. */
            SbcIdList: number[];
            MsJobWhenUpdated?: string | null;
            /** @description Microsoft's last job. */
            MsJobId?: string;
            MsJobStatus?: string | null;
        };
        /** @description What a task of kind `add-gateway` says in `outputData`. */
        AddGatewayOutput: {
            /** @description What the request for the gateway is known by. */
            CorrelationId: string;
            /** @description Its name. */
            Fqdn: string;
            /**
             * @description How it was asked for.
             * @enum {string}
             */
            TrunkModel: "DerivedTrunk" | "AzureAdDomainOnly";
            /**
             * @description What became of it.
             * @enum {string}
             */
            State: "Requested" | "Confirmed" | "Verified" | "Active" | "Failed" | "Canceled";
            /** @description What could not be taken back. */
            LeftInTenant?: unknown[];
        };
        /** @description What a task of kind `confirm-gateway` says in `outputData`. */
        ConfirmGatewayOutput: {
            /** @description What the request is known by. */
            correlationId: string;
            /** @description The name of the gateway. */
            fqdn: string;
            /**
             * @description How it was asked for.
             * @enum {string}
             */
            trunkModel: "DerivedTrunk" | "AzureAdDomainOnly";
            /**
             * @description What became of it.
             * @enum {string}
             */
            state?: "Requested" | "Confirmed" | "Verified" | "Active" | "Failed" | "Canceled";
        };
        /** @description What a task of kind `add-site` says in `outputData`. */
        AddSiteOutput: {
            /** @description The SIP connection. */
            siteGuid?: string;
        };
        /** @description What a task of kind `create-script-template` says in `outputData`. */
        CreateScriptTemplateOutput: {
            ScriptTemplate?: components["schemas"]["CreateScriptTemplateOutputScriptTemplate"];
            CleanupScriptName?: string | null;
        };
        /** @description What a task of kind `delete-script-template` says in `outputData`. */
        DeleteScriptTemplateOutput: {
            /** @description The template. */
            ScriptTemplateId: number;
        };
        /** @description What a task of kind `delete-site` says in `outputData`. */
        DeleteSiteOutput: Record<string, never>;
        /** @description What a task of kind `edit-dial-plan` says in `outputData`. */
        EditDialPlanOutput: {
            /** @description The dial plan. */
            dialPlanId: string;
            /** @description What became of each rule. */
            rules: components["schemas"]["EditDialPlanOutputRule"][];
        };
        /** @description What a task of kind `edit-script-template` says in `outputData`. */
        EditScriptTemplateOutput: {
            ScriptTemplate?: components["schemas"]["CreateScriptTemplateOutputScriptTemplate"];
            CleanupScriptName?: string | null;
        };
        /** @description What a task of kind `modify-site` says in `outputData`. */
        ModifySiteOutput: {
            /** @description The SIP connection. */
            siteGuid?: string;
        };
        /** @description What a task of kind `read-dial-plans` says in `outputData`. */
        ReadDialPlansOutput: Record<string, never>;
        /** @description What a task of kind `change-sbc` says in `outputData`. */
        ChangeSbcOutput: {
            /** @description The device. */
            SbcId: number;
            /** @description Whether it can be programmed. */
            Usable?: boolean;
            /** @description What was looked at, and how it was. */
            Findings?: components["schemas"]["SiteLocationM365InfoM365ScriptsCustomerVariables"][];
        };
        /** @description What a task of kind `end-freeze` says in `outputData`. */
        EndFreezeOutput: {
            /** @description The freeze. */
            FreezeId: string;
        };
        /** @description What a task of kind `examine-sbc` says in `outputData`. */
        ExamineSbcOutput: {
            /** @description The device. */
            SbcId: number;
            /** @description Whether it can be programmed. */
            Usable?: boolean;
            /** @description What was looked at, and how it was. */
            Findings?: components["schemas"]["SiteLocationM365InfoM365ScriptsCustomerVariables"][];
        };
        /** @description What a task of kind `keep-freeze` says in `outputData`. */
        KeepFreezeOutput: {
            /** @description The freeze. */
            FreezeId: string;
        };
        /** @description What a task of kind `plan-sbc-change` says in `outputData`. */
        PlanSbcChangeOutput: {
            /** @description The device. */
            SbcId: number;
            ChangeId?: unknown;
            /** @description What differs in each dial plan. */
            Plans: unknown[];
        };
        /** @description What a task of kind `qualify-sbc` says in `outputData`. */
        QualifySbcOutput: {
            /** @description The device. */
            SbcId: number;
            Fit?: boolean;
            /** @description What was tried, and how it went. */
            Findings: unknown[];
        };
        /** @description What a task of kind `register-sbc` says in `outputData`. */
        RegisterSbcOutput: {
            /** @description The device. */
            SbcId: number;
            /** @description Whether it can be programmed. */
            Usable?: boolean;
            /** @description What was looked at, and how it was. */
            Findings?: components["schemas"]["SiteLocationM365InfoM365ScriptsCustomerVariables"][];
        };
        /** @description What a task of kind `remove-sbc` says in `outputData`. */
        RemoveSbcOutput: {
            /** @description The device. */
            SbcId: number;
            /** @description Whether it can be programmed. */
            Usable?: boolean;
            /** @description What was looked at, and how it was. */
            Findings?: components["schemas"]["SiteLocationM365InfoM365ScriptsCustomerVariables"][];
        };
        /** @description What a task of kind `restore-sbc` says in `outputData`. */
        RestoreSbcOutput: {
            /** @description The device. */
            SbcId: number;
            /** @description What was missing of each dial plan. */
            Plans: components["schemas"]["RestoreSbcOutputPlan"][];
        };
        /** @description What a task of kind `rotate-sbc-credentials` says in `outputData`. */
        RotateSbcCredentialsOutput: {
            /** @description The device. */
            SbcId: number;
            /** @description Whether it can be programmed. */
            Usable?: boolean;
            /** @description What was looked at, and how it was. */
            Findings?: components["schemas"]["SiteLocationM365InfoM365ScriptsCustomerVariables"][];
        };
        /** @description What a task of kind `undo-sbc-changes` says in `outputData`. */
        UndoSbcChangesOutput: {
            /** @description The device. */
            SbcId: number;
            ChangeId?: unknown;
            /** @description What differs in each dial plan. */
            Plans: unknown[];
        };
        /** @description What a task of kind `add-allocation` says in `outputData`. */
        AddAllocationOutput: {
            /** @description The allocation. */
            AllocationId?: string;
        };
        /** @description What a task of kind `remove-allocation` says in `outputData`. */
        RemoveAllocationOutput: {
            /** @description The allocation. */
            AllocationId?: string;
        };
        /** @description What a task of kind `keep-webhook` says in `outputData`. */
        KeepWebhookOutput: {
            /** @description The webhook. */
            WebhookId: string;
        };
        /** @description What a task of kind `remove-webhook` says in `outputData`. */
        RemoveWebhookOutput: {
            /** @description The webhook. */
            WebhookId: string;
        };
        /** @description What a task of kind `send-events` says in `outputData`. */
        SendEventsOutput: {
            /** @description The webhook. */
            WebhookId: string;
        };
        /** @description What a task of kind `add-caller` says in `outputData`. */
        AddCallerOutput: {
            /** @description The registration of the application. */
            CallerId?: string;
        };
        /** @description What a task of kind `add-channel` says in `outputData`. */
        AddChannelOutput: {
            ChannelId: number | null;
        };
        /** @description What a task of kind `assign-channel` says in `outputData`. */
        AssignChannelOutput: {
            ChannelId: number | null;
            RemovedChannelId?: number | null;
        };
        /** @description What a task of kind `change-caller` says in `outputData`. */
        ChangeCallerOutput: {
            /** @description The registration of the application. */
            CallerId?: string;
        };
        /** @description What a task of kind `change-channel` says in `outputData`. */
        ChangeChannelOutput: {
            ChannelId: number | null;
        };
        /** @description What a task of kind `change-token-credential` says in `outputData`. */
        ChangeTokenCredentialOutput: Record<string, never>;
        /** @description What a task of kind `delete-channel` says in `outputData`. */
        DeleteChannelOutput: {
            ChannelId: number | null;
        };
        /** @description What a task of kind `keep-brakes` says in `outputData`. */
        KeepBrakesOutput: Record<string, never>;
        /** @description What a task of kind `promote-token-credential` says in `outputData`. */
        PromoteTokenCredentialOutput: Record<string, never>;
        /** @description What a task of kind `remove-caller` says in `outputData`. */
        RemoveCallerOutput: {
            /** @description The registration of the application. */
            CallerId?: string;
        };
        /** @description What a task of kind `set-token-connection` says in `outputData`. */
        SetTokenConnectionOutput: {
            /** @description What it may not do yet. */
            Lack?: unknown;
        };
        DriftEvidence: {
            /** @description What the records say; null: nothing. */
            records: {
                [key: string]: unknown;
            } | null;
            /** @description What Microsoft says; null: nothing. */
            microsoft: {
                [key: string]: unknown;
            } | null;
            /**
             * Format: date-time
             * @description When the last whole reading of the tenant began.
             */
            microsoftReadAt: string | null;
            /** @description Name and tag of the rule; null: there is none, or it is not about an SBC. */
            sbc: {
                [key: string]: unknown;
            } | null;
            /**
             * Format: date-time
             * @description When the last whole reading of the SBC began.
             */
            sbcReadAt: string | null;
        };
        DriftCountsClasse: {
            /** @enum {string} */
            class: "records_only" | "microsoft_only" | "sbc_only" | "missing_on_sbc" | "other_tag" | "attribute_mismatch" | "stale_pending" | "consent_ended" | "no_sbc" | "foreign_rule";
            /** @description How many differences. */
            count: number;
        };
        DriftCountsTenant: {
            msTenantId: string;
            /** @description How many differences. */
            count: number;
        };
        DriftCountsSbc: {
            sbcId: number;
            /** @description How many differences. */
            count: number;
        };
        DriftPoliciesPolicy: {
            /** @enum {string} */
            class: "records_only" | "microsoft_only" | "sbc_only" | "missing_on_sbc" | "other_tag" | "attribute_mismatch" | "stale_pending" | "consent_ended" | "no_sbc" | "foreign_rule";
            /** @description Only of this tenant; null: of all. */
            msTenantId?: string | null;
            /**
             * @description `report`: nothing is done. `approve`: a plan is applied when another application has approved it; so it is where nothing is said. `repair`: it is done by itself after each reading, and plans need no approval.
             * @enum {string}
             */
            mode: "report" | "approve" | "repair";
            /** @description How many numbers may be repaired within an hour; null: any. */
            hourlyMax?: number | null;
        };
        NumberAvailabilityReason: {
            /** @enum {string} */
            code: "not_in_numbering_plan" | "no_consent" | "calling_profile" | "usage" | "settings" | "held_by_tenant" | "held_elsewhere" | "not_allocated" | "assigned" | "reserved" | "cooling" | "in_task" | "sbc_unavailable" | "sbc_limit" | "sbc_unfit" | "drift";
            /** @description What is so. */
            message: string;
            /**
             * Format: date-time
             * @description When it ends by itself, if that is known.
             */
            until: string | null;
            /** @description The task that has the number; told to the provider only. */
            taskId: string | null;
            /**
             * @description Who can lift it.
             * @enum {string}
             */
            liftedBy: "provider" | "customer" | "holder" | "nobody";
            /** @description What they can do. */
            how: string;
        };
        NumberSidesSeen: {
            /** @enum {string} */
            side: "microsoft" | "sbc";
            msTenantId: string | null;
            sbcId: number | null;
            /** Format: date-time */
            seenAt: string;
            ageSeconds: number;
            /** @description What was seen there. */
            facts: {
                [key: string]: unknown;
            };
        };
        RepairPlanEffect: {
            /** @enum {string} */
            repair: "none" | "forget" | "adopt" | "release" | "upload" | "put-on-sbc" | "take-off-sbc" | "retag" | "change" | "accept" | "clear-mark";
            /** @enum {string} */
            class: "records_only" | "microsoft_only" | "sbc_only" | "missing_on_sbc" | "other_tag" | "attribute_mismatch" | "stale_pending" | "consent_ended" | "no_sbc" | "foreign_rule";
            count: number;
            succeeded: number;
            failed: number;
        };
        RepairRequestPhoneNumberRange: {
            /** @example +61395556000 */
            start: string;
            /** @example +61395556009 */
            end: string;
        };
        RequestPlanItemEffect: {
            /** @enum {string} */
            side: "microsoft" | "sbc" | "records";
            sbcId: number | null;
            /** @enum {string} */
            action: "upload" | "release" | "add_rule" | "remove_rule" | "adopt" | "add" | "change" | "remove";
        };
        RequestPlanItem: {
            /** @description The number, or what else the task is about. */
            key: string;
            /**
             * @description As the item of the task would end.
             * @enum {string}
             */
            outcome: "succeeded" | "unchanged" | "failed";
            /** @description As the item of the task would have it. */
            code: string | null;
            /** @description Why it is left alone, or what of it is not done. */
            reason: string | null;
            /** @description What would be done for it, in this order. */
            effects: components["schemas"]["RequestPlanItemEffect"][];
        };
        RequestPlanApproval: {
            /** @description What the task would do. */
            what: string;
            /** @description How many things that is about. */
            count: number;
        };
        TaskExecutionMessage: {
            /** @enum {string} */
            level: "Information" | "Warning" | "Error";
            message: string;
            /** @description The step that said it. */
            step?: string;
            /** Format: date-time */
            at?: string;
        };
        TaskAwaitsApproval: {
            /** @description What the task would do. */
            what: string;
            /** @description How many things that is about. */
            count: number;
            /** Format: date-time */
            since: string;
        };
        BulkLoadRows: {
            total: number;
            succeeded: number;
            unchanged: number;
            failed: number;
            pending: number;
        };
        BulkLoadFailure: {
            sheet: string;
            line: number;
            error: string;
            taskId: string | null;
        };
        DataSyncLastRun: {
            taskId: string;
            /** @enum {string} */
            status: "InProgress" | "CompletedSuccess" | "CompletedWithErrors" | "Failed" | "Canceled";
            /** Format: date-time */
            at: string;
        };
        /** @description Numbers that follow each other and came to the same. */
        NumberOrderRange: {
            start: string;
            end: string;
            count: number;
            /**
             * @description What became of them.
             * @enum {string}
             */
            outcome: "pending" | "succeeded" | "unchanged" | "failed" | "canceled" | "rolled-back";
            /** @description Why, in one word. */
            code: string | null;
            reason: string | null;
        };
        OperatorCallingProfileTrunk: {
            id: string;
            fqdn: string;
        };
        OperatorTenantCredential: {
            /**
             * @example secret
             * @enum {string}
             */
            type: "secret" | "certificate" | "federated" | "managed-identity";
            /** Format: date-time */
            expiresAt: string | null;
            /** @description SHA-256 of the certificate, hexadecimal. */
            thumbprint: string | null;
        };
        OperatorTenantAnswerCount: {
            added: number;
            changed: number;
            removed: number;
            unchanged: number;
            /** @description Left as they are, because tasks are at work on them or the synchronization makes no such changes. */
            ignored?: number;
        };
        PartnerConsentDetailsContact: {
            fullName: string | null;
            email: string | null;
            phoneNumber: string | null;
            companyName: string | null;
            companySize: string | null;
        };
        PartnerConsentDetailsCountry: {
            country: string | null;
            isConsented: boolean;
            numbersHeld: number;
        };
        PartnerConsentDetailsCandidate: {
            customerId: string | null;
            leadId: string | null;
            name: string | null;
            tenantId: string;
            matchedBy: ("tenantId" | "name" | "domain")[];
        };
        /** @description Those of a Customer template, or those of a NumberUsage template. */
        BuildTemplateSettings: {
            /** @description Number usage template of ranges that name none. */
            usageTemplate?: string;
            /**
             * @description Of sites that name none.
             * @enum {string}
             */
            ovocCustomerType?: "TENANT_TYPE" | "IPGROUP_TYPE";
            /** @description The SBC of sites that name none. */
            sbcId?: number;
            /** @description Script template that brings a site of the IP-group type to its SBC. */
            sbcOnboardingScript?: number;
            /** @description Script template that takes it away. */
            sbcCleanupScript?: number;
            /** @description Script template for uploaded numbers. */
            sbcOcUploadNumberScript?: number;
            /** @description Script template for released numbers. */
            sbcOcReleaseNumberScript?: number;
            /** @description 3 OC Essentials, 4 Essentials Plus, 5 Pro. */
            licenseType?: number;
            /** @description How many users may have a number, with 4 and 5. */
            licensedUsersCount?: number;
            /** @description Id or name of the calling profile. */
            callingProfile?: string;
            /**
             * @description What the numbers are for.
             * @enum {string}
             */
            usage?: "CallingUserAssignment" | "FirstPartyAppAssignment" | "ConferenceAssignment" | "ThirdPartyAppAssignment";
            /** @description Further usages. */
            additionalUsages?: ("CallingUserAssignment" | "FirstPartyAppAssignment" | "ConferenceAssignment" | "ThirdPartyAppAssignment")[];
            /** @description What the numbers can do; others that the plan of the tenant has are taken as well. */
            capabilities?: ("InboundCalling" | "OutboundCalling" | "Mobile" | "Office365" | "Azure" | "Calling" | "Geographic" | "NonGeographic" | "TollCalling" | "TollFreeCalling" | "TollFree" | "Premium")[];
            /** @description ISO code or dialling code. */
            country?: string;
            /** @enum {string} */
            typeOfService?: "Geographic" | "TollFree" | "Mobile" | "NoSelection";
            /** @description Whether the tenant may set the emergency address itself. */
            allowTenantAddressUpdate?: boolean;
        };
        BuildTemplateAnswerTemplate: {
            /**
             * @description Unique, whatever the case of its letters.
             * @example Acme_CFT
             */
            name: string;
            /** @description Grows by one with each edit; a version never changes. */
            version: number;
            /** @enum {string} */
            type: "Customer" | "NumberUsage";
            /** @description It comes with the program: clone it to change it. */
            isDefault: boolean;
            description: string | null;
            /** @description The template it began as, and its version then. */
            clonedFrom: string | null;
            settings: components["schemas"]["BuildTemplateSettings"];
            /**
             * Format: date-time
             * @description When this version was made.
             */
            createdAt: string | null;
        };
        BuildTemplateComparisonDifference: {
            /** @example capabilities */
            setting: string;
            from: unknown;
            to: unknown;
        };
        CustomerBuildPlanPartNumberRange: {
            start: string;
            end: string;
        };
        CustomerBuildPlanPart: {
            /**
             * @description What the part is called within the plan.
             * @example upload 1
             */
            key: string;
            /**
             * @description The kind of its task.
             * @example upload-numbers
             * @enum {string}
             */
            kind: "apply-repair" | "approve-repair" | "detect-drift" | "keep-drift-policy" | "plan-repair" | "repair-numbers" | "add-operator-tenant" | "change-operator-credential" | "change-operator-tenant" | "change-relationship" | "keep-data-sync" | "load-sheets" | "promote-operator-credential" | "remove-data-sync" | "remove-operator-tenant" | "synchronize-operator-tenant" | "test-operator-tenant" | "build-customer" | "build-customers" | "delete-customers" | "keep-build-template" | "remove-build-template" | "add-inventory-numbers" | "add-named-range" | "apply-inventory-audit" | "audit-inventory" | "cool-numbers" | "describe-inventory-numbers" | "describe-named-range" | "end-cooling" | "end-reservation" | "extend-reservation" | "keep-cooling-policy" | "merge-named-ranges" | "move-inventory-numbers" | "remove-inventory-numbers" | "remove-named-range" | "reserve-numbers" | "split-named-range" | "create-customer" | "create-lead" | "delete-customer" | "delete-lead" | "fill-civic-addresses" | "synchronize-leads" | "validate-tenant" | "change-licence" | "provision-user" | "synchronize-users" | "unassign-numbers" | "change-numbers" | "change-removal-status" | "import-numbers" | "keep-numbering-overrides" | "pull-civic-addresses" | "release-numbers" | "synchronize-numbers" | "upload-numbers" | "add-gateway" | "confirm-gateway" | "add-site" | "create-script-template" | "delete-script-template" | "delete-site" | "edit-dial-plan" | "edit-script-template" | "modify-site" | "read-dial-plans" | "change-sbc" | "end-freeze" | "examine-sbc" | "keep-freeze" | "plan-sbc-change" | "qualify-sbc" | "register-sbc" | "remove-sbc" | "restore-sbc" | "rotate-sbc-credentials" | "undo-sbc-changes" | "add-allocation" | "remove-allocation" | "keep-webhook" | "remove-webhook" | "send-events" | "add-caller" | "add-channel" | "assign-channel" | "change-caller" | "change-channel" | "change-token-credential" | "delete-channel" | "keep-brakes" | "promote-token-credential" | "remove-caller" | "set-token-connection";
            /** @description Parts of one stage run at the same time, those of the next after them. */
            stage: number;
            /** @example 10 numbers for CallingUserAssignment */
            about: string;
            numberRanges: components["schemas"]["CustomerBuildPlanPartNumberRange"][];
        };
        CustomerDocumentLicence: {
            /** @description 3 OC Essentials, 4 Essentials Plus, 5 Pro. */
            licenseType?: number;
        };
        CustomerDocumentUsersDefault: {
            /** @description How many users may have a number, with 4 and 5. */
            licensedUsersCount?: number;
        };
        CustomerDocumentSite: {
            /**
             * @description 3 to 15 letters, digits, `_` and `-`.
             * @example Head_Office
             */
            siteLocationName?: string;
            /** @description Default: that of the template, or the first that is usable. */
            sbcId?: number;
            /**
             * @description Sites after the first are of IPGROUP_TYPE.
             * @enum {string}
             */
            ovocCustomerType?: "TENANT_TYPE" | "IPGROUP_TYPE";
            /** @description Script template that brings it to the SBC. */
            sbcOnboardingScript?: number;
            /** @description Script template that takes it away. */
            sbcCleanupScript?: number;
            /** @description Script template for uploaded numbers. */
            sbcOcUploadNumberScript?: number;
            /** @description Script template for released numbers. */
            sbcOcReleaseNumberScript?: number;
            /**
             * @description Values for the placeholders of the onboarding script: `CacProfile`, `ProxySet`, `OnlinePstnGateway`, `CarrierUserName`, `CarrierUserPassword`, `CarrierMailLine`, `CarrierMainLine`, `CarrierHostName`, and its customer variables as `CustomVar.Variable1`, `CustomVar.Variable2`, … or by their names. The password and the customer variables are sealed and never shown again; sent as `********` they stay as they are.
             * @example {
             *       "CacProfile": "10 sessions",
             *       "ProxySet": "SIPTrunk",
             *       "OnlinePstnGateway": "Site2.sbc.example"
             *     }
             */
            scriptParameters?: Record<string, never> | Record<string, never>[];
        };
        CustomerDocumentNumberRangePhoneNumberRange: {
            start: string;
            end: string;
        };
        CustomerDocumentNumberRange: {
            /** @description Default: that of the template, Default_OC_CallingUser_Assignment. */
            usageTemplate?: string;
            /**
             * @description The first number; each X at its end stands for a digit, from 0 on.
             * @example +9186841658X
             */
            startTelephoneNumber?: string;
            /** @description How many numbers; default 1, or 10 for one X, 100 for two. */
            range?: number;
            /** @description Or: numbers one by one. */
            phoneNumbers?: string[];
            /** @description Or: ranges, both ends included. */
            phoneNumberRanges?: components["schemas"]["CustomerDocumentNumberRangePhoneNumberRange"][];
            /** @description Id or name of the calling profile. */
            callingProfile?: string;
            /**
             * @description What the numbers are for.
             * @enum {string}
             */
            usage?: "CallingUserAssignment" | "FirstPartyAppAssignment" | "ConferenceAssignment" | "ThirdPartyAppAssignment";
            /** @description Further usages. */
            additionalUsages?: ("CallingUserAssignment" | "FirstPartyAppAssignment" | "ConferenceAssignment" | "ThirdPartyAppAssignment")[];
            /** @description What the numbers can do; others that the plan of the tenant has are taken as well. */
            capabilities?: ("InboundCalling" | "OutboundCalling" | "Mobile" | "Office365" | "Azure" | "Calling" | "Geographic" | "NonGeographic" | "TollCalling" | "TollFreeCalling" | "TollFree" | "Premium")[];
            /** @description ISO code or dialling code. */
            country?: string;
            /** @enum {string} */
            typeOfService?: "Geographic" | "TollFree" | "Mobile" | "NoSelection";
            /** @description Whether the tenant may set the emergency address itself. */
            allowTenantAddressUpdate?: boolean;
            /** @description Id of a civic address of the tenant, for emergency calls. */
            civicAddressId?: string;
            /** @description Id of a location of the tenant. */
            locationId?: string;
        };
        CoolingPoliciesPolicy: {
            /** @description ISO code; `*`, or nothing, for all others. */
            country?: string;
            /**
             * @description `*`, or nothing, for all others.
             * @enum {string}
             */
            numberType?: "Geographic" | "TollFree" | "Mobile" | "*";
            /** @description How long a released number cools; 0: not at all. */
            days: number;
            /** @description The most that anybody may ask for: some regulators say how long a number may be kept from use. */
            maximumDays?: number;
        };
        InventoryNumberReservation: {
            /** Format: date-time */
            since: string | null;
            /**
             * Format: date-time
             * @description null: until somebody ends it.
             */
            until: string | null;
            /** @description For whom, in the words of whoever reserved it. */
            owner: string | null;
            note: string | null;
            /** @description The customer that may still have it uploaded. */
            umpCustomerGuid: string | null;
        };
        InventoryNumberCooling: {
            /** Format: date-time */
            since: string | null;
            /** Format: date-time */
            until: string | null;
            /** @description The customer that had it, and may have it again. */
            umpCustomerGuid: string | null;
        };
        NamedRangeDetailPredecessor: {
            id: string;
            name: string;
            first: string;
            last: string;
            /** Format: date-time */
            endedAt: string | null;
        };
        NamedRangeDetailHistory: {
            /** Format: date-time */
            at: string;
            /**
             * @description `moved`: its node is gone, and the one above has it.
             * @enum {string}
             */
            change: "created" | "described" | "moved" | "split" | "merged" | "removed";
            name: string;
            note: string | null;
            channelId: number | null;
            umpCustomerGuid: string | null;
            siteGuid: string | null;
            taskId: string | null;
        };
        LeadRelationship: {
            status: string;
            comment: string | null;
            lastModifiedOn: string;
        };
        NewCustomerSiteLocation: {
            /** @description 3 to 15 letters, digits, `_` and `-`. Default: GSB and letters. */
            siteLocationName?: string;
            /** @description Default: the SBC of `OnlinePstnGateway`, else the first that a calling profile leads to. */
            sbcId?: number;
            /** @description Script template; default for the IP-group type: 7. */
            sbcOnboardingScript?: number;
            /** @description Default: the one that belongs to the onboarding script. */
            sbcCleanupScript?: number;
            /** @description Script template for uploaded numbers. */
            sbcOcUploadNumberScript?: number;
            /** @description Script template for released numbers. */
            sbcOcReleaseNumberScript?: number;
            /** @description Accepted as documented; the state is what it is. */
            sbcDeploymentState?: string;
        };
        UnassignNumbersPhoneNumberRange: {
            /** @example +61398675570 */
            start: string;
            /** @example +61398675579 */
            end: string;
        };
        ChangeCapabilitiesPhoneNumberRange: {
            /** @example +61395556880 */
            start: string;
            /** @example +61395556889 */
            end: string;
        };
        /** @description A place within a civic address. */
        CivicAddressLocation: {
            id: string;
            /** @description The address it lies in. */
            civicAddressId: string;
            description: string | null;
            /** @description Such as the floor. */
            additionalInfo: string | null;
            /** @description Stands for the address itself. */
            isDefault: boolean;
            /** @description Emergency location identification number. */
            elin: string | null;
        };
        NumberImportRows: {
            total: number;
            /** @description Not decided yet. */
            pending: number;
            /** @description Uploaded by this import. */
            succeeded: number;
            /** @description Uploaded to this tenant before. */
            unchanged: number;
            failed: number;
            /** @description Not begun, or taken back, because the import or its upload ended before. */
            canceled: number;
        };
        NumberImportError: {
            /** @description Line of the file, from 1. */
            line: number;
            /** @description The column at fault; several are parted by blanks. */
            column: string | null;
            /** @description As the row has it. */
            telephoneNumber: string | null;
            /** @description As the item of the upload has it, or why the row was not taken. */
            code: string | null;
            error: string | null;
        };
        NumberImportUpload: {
            taskId: string;
            rows: number;
            /**
             * @description null: the task is kept no longer.
             * @enum {string|null}
             */
            status: "InProgress" | "CompletedSuccess" | "CompletedWithErrors" | "Failed" | "Canceled" | null;
        };
        NumberPastRule: {
            sbcId: number;
            name: string;
            tag: string;
            /**
             * Format: date-time
             * @description When it was put there.
             */
            since: string;
        };
        NumberRecordSbcList: {
            sbcName: string;
            sbcId: number;
        };
        NumberVerdictsTelephoneNumberTelphoneNumberDetail: {
            /** @description Whether the tenant has the number already. */
            numberFound: boolean;
            /** @description `OperatorConnect` when the tenant has it. */
            numberOffering: string;
            assignmentStatus: string;
        };
        NumberVerdictsTelephoneNumber: {
            telephoneNumber: string;
            validationResult: "Success" | "Failed";
            /** @description Somebody must do something before the number can be uploaded. */
            actionRequired: boolean;
            /** @description What speaks against the number. */
            validationDetail: string[];
            telphoneNumberDetail: components["schemas"]["NumberVerdictsTelephoneNumberTelphoneNumberDetail"];
            /** @description Which rule decided whether there is such a number: the tables, or an override of the provider. */
            decidedBy: string;
        };
        NumberingOverridesOverride: {
            /** @description ISO code or dialling code. */
            country: string;
            /** @description The first number, E.164. */
            start: string;
            /** @description The last number, of the same length. */
            end: string;
            /**
             * @description Geographic, TollFree, Mobile; without it Geographic.
             * @enum {string}
             */
            numberType?: "Geographic" | "TollFree" | "Mobile";
            /** @description Where it is written that these numbers exist: a notice, a contract. */
            source: string;
            note?: string | null;
            /**
             * Format: date-time
             * @description Without it, from the beginning.
             */
            validFrom?: string | null;
            /**
             * Format: date-time
             * @description Not any more from then on.
             */
            validTo?: string | null;
        };
        NumberingOverridesAnswerOverride: {
            /** @description ISO code. */
            country: string;
            /** @description The first number, E.164. */
            start: string;
            /** @description The last number. */
            end: string;
            /** @enum {string} */
            numberType: "Geographic" | "TollFree" | "Mobile";
            /** @description Where it is written that these numbers exist. */
            source: string;
            note: string | null;
            /**
             * Format: date-time
             * @description null: from the beginning.
             */
            validFrom: string | null;
            /**
             * Format: date-time
             * @description null: without end.
             */
            validTo: string | null;
            /** @description Whether it decides now. */
            inForce: boolean;
            /** @description Whether the tables say the same by now, so that it can go. Of more than 20,000 numbers as many are looked at. */
            needless: boolean;
        };
        ReleaseNumbersPhoneNumberRange: {
            /** @example +97239764660 */
            start: string;
            /** @example +97239764670 */
            end: string;
        };
        RemovalAnswerDataError: {
            telephoneNumber: string;
            error: string;
        };
        RemovalAnswerData: {
            /** @description Numbers looked at. */
            processedCount: number;
            /** @description Numbers that were changed. */
            successCount: number;
            errors: components["schemas"]["RemovalAnswerDataError"][];
        };
        UploadNumbersPhoneNumberRange: {
            /**
             * @description First number.
             * @example +97239764660
             */
            start: string;
            /**
             * @description Last number.
             * @example +97239764670
             */
            end: string;
        };
        /** @description Public https URLs that are sent a JSON body by POST, with a `Webhook-Id` that stays the same when it is sent again. One that cannot be reached is a warning of the task. */
        OnlinePstnGatewayRequestWebhooks: {
            /** @description Told the DNS record that is to be made, with the correlation id to confirm it by. */
            dnsConfirmation?: string;
            /** @description Told when the gateway is there. */
            done?: string;
            /** @description Told when it came to nothing, and why. */
            error?: string;
        };
        DialPlanRuleDTO: {
            /** @description Name of the rule, usually that of the SIP connection; at most 15 characters. */
            name: string;
            /** @description A number in E.164 form, or a pattern of the device: `x` `n` `z` `.` `[1-3]` `(01-99)` `#` `*`. Without `#` longer numbers match too. */
            prefix: string;
            /** @description What leads the call: a name or `name=value`, several with `;`. */
            tag: string;
        };
        DialPlanChangeAdd: {
            prefix: string;
            /** @description Default: the name of the SIP connection. */
            name?: string;
            /** @description For a new rule; default the gateway of the SIP connection, else the FQDN of its SBC. For a removal it is compared, when given. */
            tag?: string;
        };
        SavedScriptTemplateRelatedScript: {
            key: number;
            value: string;
        };
        SiteLocationSbcInfoSbcScripts: {
            onboardingScript: number | null;
            cleanupScript: number | null;
            /** @description Values of the scripts' placeholders. A password and the values of customer variables are masked; one name is misspelled as documented. */
            customerVariables: {
                [key: string]: string;
            } | null;
        };
        SiteLocationSbcInfo: {
            /** @enum {string} */
            sbcConfigurationType: "SipTrunk" | "IpPbx" | "Byoc";
            cacProfile: string | null;
            carrierHostName: string | null;
            /** @description The proxy set towards the carrier. */
            carrierId: string | null;
            carrierMainLine: string | null;
            carrierUserName: string | null;
            flagConfigureSbc: boolean;
            sbcId: number;
            sbcScripts: components["schemas"]["SiteLocationSbcInfoSbcScripts"];
            /** @enum {string} */
            ovocCustomerType: "TENANT_TYPE" | "IPGROUP_TYPE";
            ocUploadNumberScript: number | null;
            ocReleaseNumberScript: number | null;
            enableCAC: boolean;
            flagCarrierRegistration: boolean;
        };
        SiteLocationM365InfoM365ScriptsCustomerVariables: Record<string, never>;
        SiteLocationM365InfoM365Scripts: {
            flagConfigureM365Routing: boolean;
            onboardingScript: number | null;
            cleanupScript: number | null;
            customerVariables: components["schemas"]["SiteLocationM365InfoM365ScriptsCustomerVariables"] | null;
        };
        SiteLocationM365Info: {
            m365Scripts: components["schemas"]["SiteLocationM365InfoM365Scripts"];
        };
        SiteLocationRequestSiteLocation: {
            /**
             * @description Name of the SIP connection: 3 to 15 letters, digits, _ and -. It names the IP groups and the rules of dial plans.
             * @example Site2
             */
            siteLocationName?: string;
            /**
             * @description Only `IPGROUP_TYPE` can be added.
             * @example IPGROUP_TYPE
             * @enum {string}
             */
            ovocCustomerType?: "IPGROUP_TYPE";
            /**
             * @description The SBC, from the list of SBC devices.
             * @example 8
             */
            sbcId?: number;
            /**
             * @description One of SipTrunk, IpPbx, Byoc; default SipTrunk.
             * @enum {string}
             */
            sbcConfigurationType?: "SipTrunk" | "IpPbx" | "Byoc";
            /**
             * @description Script template that brings the site to the SBC; default 7.
             * @example 7
             */
            sbcOnboardingScript?: number;
            /**
             * @description Script template that takes it away; default the one that belongs to the onboarding script.
             * @example 700
             */
            sbcCleanupScript?: number;
            /**
             * @description Script template for numbers; default 5000, and there is no other yet.
             * @example 5000
             */
            sbcOcUploadNumberScript?: number;
            /**
             * @description Script template for numbers; default 5001, and there is no other yet.
             * @example 5001
             */
            sbcOcReleaseNumberScript?: number;
            /**
             * @description Values for the placeholders of the onboarding script: `CacProfile`, `ProxySet`, `OnlinePstnGateway`, `CarrierUserName`, `CarrierUserPassword`, `CarrierMailLine`, `CarrierMainLine`, `CarrierHostName`, and its customer variables as `CustomVar.Variable1`, `CustomVar.Variable2`, … or by their names. The password and the customer variables are sealed and never shown again; sent as `********` they stay as they are.
             * @example {
             *       "CacProfile": "10 sessions",
             *       "ProxySet": "SIPTrunk",
             *       "OnlinePstnGateway": "Site2.sbc.example"
             *     }
             */
            scriptParameters?: Record<string, never> | Record<string, never>[];
            /**
             * @description Name of a CAC profile of the SBC.
             * @example 10 sessions
             */
            cacProfile?: string;
            /** @description Name of the proxy set towards the carrier; default Teams-OC. */
            proxySet?: string;
            /** @description FQDN of the SBC at Microsoft; default `<site>.<FQDN of the SBC>`. */
            onlinePstnGateway?: string;
            /** @description User for the registration at the carrier, at most 60 characters. */
            carrierUserName?: string;
            /** @description Its password; it is never shown again. */
            carrierUserPassword?: string;
            /** @description Main line at the carrier, for scripts that use `CarrierMailLine`, as the built-in one does. */
            carrierMailLine?: string;
            /** @description Main line at the carrier, for scripts that use `CarrierMainLine`. */
            carrierMainLine?: string;
            /** @description Host name of the carrier. */
            carrierHostName?: string;
            /** @description Whether the CAC profile counts; default true. */
            enableCAC?: boolean;
            /** @description Whether the SBC is configured at all; default true. */
            flagConfigureSbc?: boolean;
            /** @description Whether the site registers at the carrier when it has a user there; default true. */
            flagCarrierRegistration?: boolean;
        };
        CallingProfileAdditionalSbcList: {
            sbcId: number;
            fqdn: string;
            ipAddress: string | null;
            name: string;
        };
        CallingProfileOfferType: {
            offerTypeName: string;
            testNumbers: string[];
        };
        CallingProfileTrunksEnrolled: {
            trunkFqdn: string;
            trunkId: string;
            /** @description Our SBCs that answer for the trunk; numbers are programmed on them. */
            matchingSbcList: components["schemas"]["CallingProfileAdditionalSbcList"][];
        };
        PlannedChangeAdd: {
            name: string;
            prefix: string;
            tag: string;
        };
        PlannedChangeRemove: {
            prefix: string;
            tag: string;
        };
        SbcChangeDetailsAdded: {
            name: string;
            prefix: string;
            tag: string;
        };
        SbcChangePlanPlanForeign: {
            prefix: string;
            reason: string;
        };
        SbcChangePlanPlan: {
            plan: string;
            /** @description Rules that would come. */
            added: components["schemas"]["SbcChangeDetailsAdded"][];
            /** @description Rules that would go. */
            removed: components["schemas"]["SbcChangeDetailsAdded"][];
            /** @description Goals that hold already. */
            unchanged: number;
            /** @description Prefixes that stand there with another tag; they are left. */
            foreign: components["schemas"]["SbcChangePlanPlanForeign"][];
            refused: components["schemas"]["SbcChangePlanPlanForeign"][];
            /** @description Rows of the plan now, where the device tells that cheaply. */
            rules?: number;
            /** @description And after the change. */
            rulesAfter?: number;
            /** @description How many more there is room for then, where that is known. */
            rulesLeft?: number;
            /** @description What would be sent, in the language of the device, line by line. */
            text: string[];
        };
        SbcAnswerFinding: {
            /** @description What was looked at. */
            check: "connection" | "encryption" | "credentials" | "role" | "dial-plans" | "saved" | "limits" | "state" | "clock" | "identity" | "probe";
            /** @description A device with a failed check cannot be programmed. */
            result: "ok" | "warning" | "failed";
            /** @description What was found, and what to do about it. */
            message: string;
        };
        /** @description What it takes: longest texts of a rule, where its firmware differs from 15, 50, 64; how many rules. */
        SbcDetailsLimits: {
            nameLength?: number;
            prefixLength?: number;
            tagLength?: number;
            /** @description Rules that all its dial plans hold together, where you know it. */
            rules?: number;
            /** @description Writes ten or more numbers in a row of one customer as one rule, such as `+61395550[000-999]`, where it leads every call where the single rules would. false splits groups as numbers of them change; a device that never had any needs neither. */
            groupNumbers?: boolean;
            /** @description Rules that one task may add to it or remove from it. */
            rowsPerChange?: number;
            /** @description For how long it locks a user out after failed logins; credentials that it may refuse are tried once in one and a half of that. Else what it says itself counts, or 60. */
            lockoutSeconds?: number;
        };
        SbcDetailsHealthAlarm: {
            id: string;
            description: string;
            severity: string | null;
            source: string | null;
            date: string | null;
        };
        SbcDetailsHealth: {
            /** @description Whether it can be programmed; null before it was looked at. */
            usable: boolean | null;
            /** Format: date-time */
            readAt: string | null;
            /** @description How old this is. */
            ageSeconds: number | null;
            /**
             * Format: date-time
             * @description When the device last answered; what follows is of then.
             */
            answeredAt: string | null;
            product: string | null;
            firmware: string | null;
            serialNumber: string | null;
            operationalState: string | null;
            highAvailability: string | null;
            /** @description Whether it runs something that a restart would lose. */
            saveNeeded: boolean | null;
            /**
             * Format: date-time
             * @description When its certificate ends.
             */
            certificateEnds: string | null;
            /** @description Active alarms. */
            alarms: components["schemas"]["SbcDetailsHealthAlarm"][];
            findings: components["schemas"]["SbcAnswerFinding"][];
        };
        /** @description What rules of numbers need. */
        SbcQualificationNeeds: {
            nameLength: number;
            prefixLength: number;
            tagLength: number;
        };
        /** @description How far its dial plans are filled, and when they will be. */
        SbcQualificationCapacity: {
            /** @description Rules on it, as last seen: in all plans where it tells that, else in the plan of numbers. */
            rules: number | null;
            /** @description How many it holds, as it says or its registration does. */
            limit: number | null;
            /** @description Rules of numbers that came less those that went, of 30 days. */
            addedPerDay: number | null;
            /** @description Days until it is full when that goes on. */
            fullInDays: number | null;
        };
        /** @description How often it is logged in to with credentials that may be wrong. */
        SbcQualificationLogins: {
            /** @description Credentials that it refused, and others that were tried, are not followed by the next for so long. */
            pauseSeconds: number;
            /** @description How long it is taken to lock a user out. */
            lockoutSeconds: number;
            /**
             * @description Who says so.
             * @enum {string}
             */
            source: "registration" | "device" | "default";
        };
        SbcQualificationProfile: {
            product: string | null;
            firmware: string | null;
            serialNumber: string | null;
            /** @description UNLOCKED when it takes calls. */
            operationalState: string | null;
            /** @description Its part in a redundant pair. */
            highAvailability: string | null;
            /** Format: date-time */
            certificateEnds: string | null;
            licence: string | null;
            /** @description As its clock says or seems to be set, from Greenwich. */
            timeZone: string | null;
            /** @description How far its clock is before ours. */
            clockOffsetSeconds: number | null;
            /** @description The longest name that it took of those that were tried: 15 and 31 characters. */
            longestName: number | null;
            /** @description The longest prefix: of 16, 32 and 50. */
            longestPrefix: number | null;
            /** @description The longest tag: of 42 and 64. */
            longestTag: number | null;
            /** @description Whether letters of prefixes match in their case only. */
            prefixCaseSensitive: boolean | null;
            /** @description Failed logins after which it locks a user out, where it says so. */
            failedLogins: number | null;
            /** @description And for how long. */
            lockoutSeconds: number | null;
            /** @description Ways of reading by which the probe was looked for. */
            ways: string[];
            /** @description To read the plan of numbers. */
            readMs: number | null;
            /** @description From the first look to the save, for five rules. */
            changeMs: number | null;
            /** @description Of that, for the save. */
            saveMs: number | null;
            /** @description To remove them. */
            removeMs: number | null;
        };
        TaskAcceptedEventData: {
            taskId: string;
            /**
             * @description More will come: pass over what you do not know.
             * @enum {string}
             */
            kind: "apply-repair" | "approve-repair" | "detect-drift" | "keep-drift-policy" | "plan-repair" | "repair-numbers" | "add-operator-tenant" | "change-operator-credential" | "change-operator-tenant" | "change-relationship" | "keep-data-sync" | "load-sheets" | "promote-operator-credential" | "remove-data-sync" | "remove-operator-tenant" | "synchronize-operator-tenant" | "test-operator-tenant" | "build-customer" | "build-customers" | "delete-customers" | "keep-build-template" | "remove-build-template" | "add-inventory-numbers" | "add-named-range" | "apply-inventory-audit" | "audit-inventory" | "cool-numbers" | "describe-inventory-numbers" | "describe-named-range" | "end-cooling" | "end-reservation" | "extend-reservation" | "keep-cooling-policy" | "merge-named-ranges" | "move-inventory-numbers" | "remove-inventory-numbers" | "remove-named-range" | "reserve-numbers" | "split-named-range" | "create-customer" | "create-lead" | "delete-customer" | "delete-lead" | "fill-civic-addresses" | "synchronize-leads" | "validate-tenant" | "change-licence" | "provision-user" | "synchronize-users" | "unassign-numbers" | "change-numbers" | "change-removal-status" | "import-numbers" | "keep-numbering-overrides" | "pull-civic-addresses" | "release-numbers" | "synchronize-numbers" | "upload-numbers" | "add-gateway" | "confirm-gateway" | "add-site" | "create-script-template" | "delete-script-template" | "delete-site" | "edit-dial-plan" | "edit-script-template" | "modify-site" | "read-dial-plans" | "change-sbc" | "end-freeze" | "examine-sbc" | "keep-freeze" | "plan-sbc-change" | "qualify-sbc" | "register-sbc" | "remove-sbc" | "restore-sbc" | "rotate-sbc-credentials" | "undo-sbc-changes" | "add-allocation" | "remove-allocation" | "keep-webhook" | "remove-webhook" | "send-events" | "add-caller" | "add-channel" | "assign-channel" | "change-caller" | "change-channel" | "change-token-credential" | "delete-channel" | "keep-brakes" | "promote-token-credential" | "remove-caller" | "set-token-connection";
            /** @description The step at which it happened. */
            step: string;
            /**
             * @description InProgress until the task is over.
             * @enum {string}
             */
            status: "InProgress" | "CompletedSuccess" | "CompletedWithErrors" | "Failed" | "Canceled";
            /** @description The service request of the task. */
            ticketId: string | null;
            /** @description The Microsoft tenant that it is about. */
            msTenantId: string | null;
            /** @description The customer that it is about. */
            umpCustomerGuid: string | null;
        };
        NumbersUploadedEventData: {
            /** @description All numbers that were changed together, as +E.164. */
            numbers: string[];
            /** @description The task that did it. */
            taskId: string | null;
            /** @description The Microsoft tenant that it is about. */
            msTenantId: string | null;
            /** @description The customer that it is about. */
            umpCustomerGuid: string | null;
        };
        ConsentAddedEventData: {
            /**
             * @description What Microsoft says of the consent.
             * @enum {string}
             */
            status: "Active" | "NotActive" | "Suspended" | "Removed";
            consentedCountries: string[];
            /** @description Our side of it. */
            relationship: unknown;
            /** @description The task that did it. */
            taskId: string | null;
            /** @description The Microsoft tenant that it is about. */
            msTenantId: string | null;
            /** @description The customer that it is about. */
            umpCustomerGuid: string | null;
        };
        CustomerCreatedEventData: {
            shortName: string;
            fullName: string;
            licenseType: number;
            licensedUsersCount: number | null;
            /** @description The task that did it. */
            taskId: string | null;
            /** @description The Microsoft tenant that it is about. */
            msTenantId: string | null;
            /** @description The customer that it is about. */
            umpCustomerGuid: string | null;
        };
        SbcUsableEventData: {
            sbcId: number;
            /** @description What is wrong with it. */
            findings: unknown[];
            /** @description The task that did it. */
            taskId: string | null;
        };
        CredentialExpiringEventData: {
            /**
             * @description Whose tenant it is for.
             * @enum {string}
             */
            of: "operator" | "customer";
            /** @description The application at Entra. */
            clientId: string;
            /** Format: date-time */
            expiresAt: string | null;
            /** @description Whether the one that is to follow is there. */
            hasNext: boolean;
            /** @description The Microsoft tenant that it is about. */
            msTenantId: string | null;
            /** @description The customer that it is about. */
            umpCustomerGuid: string | null;
        };
        DriftAppearedEventData: {
            /**
             * @description In which way.
             * @enum {string}
             */
            class: "records_only" | "microsoft_only" | "sbc_only" | "missing_on_sbc" | "other_tag" | "attribute_mismatch" | "stale_pending" | "consent_ended" | "no_sbc" | "foreign_rule";
            /** @description The SBC that it is about. */
            sbcId: number | null;
            numbers: string[];
            /** @description The Microsoft tenant that it is about. */
            msTenantId: string | null;
            /** @description The customer that it is about. */
            umpCustomerGuid: string | null;
        };
        MicrosoftUnknownWordEventData: {
            /** @description As Microsoft says it. */
            word: string;
            /**
             * @description Whether of an upload or of a release.
             * @enum {string}
             */
            of: "upload" | "release";
            /** @description The job at Microsoft. */
            jobId: string;
            /** @description The task that did it. */
            taskId: string | null;
            /** @description The Microsoft tenant that it is about. */
            msTenantId: string | null;
            /** @description The customer that it is about. */
            umpCustomerGuid: string | null;
        };
        WebhookPausedEventData: {
            webhookId: string;
            name: string;
            /** @description Why it was paused. */
            reason: string | null;
        };
        BrakesBrake: {
            /**
             * @description `mark-numbers`: A synchronization marks numbers for removal, because Microsoft does not list them. `mark-leads`: A synchronization marks leads as removed, because Microsoft does not have them. `data-sync`: A data sync removes records, or marks them. `purge`: A data sync purges records. `release-numbers`: One task releases numbers; the deletion of a customer with its numbers, too. `unassign-numbers`: One task takes numbers from their users. `confirm-removal`: One request confirms that numbers may be removed. `undo-sbc-changes`: Bringing an SBC back to before a change takes rules off it. `delete-inventory`: One task deletes numbers of the inventory. `apply-repair`: A plan about drift, which nobody else approved, takes numbers away.
             * @enum {string}
             */
            action: "mark-numbers" | "mark-leads" | "data-sync" | "purge" | "release-numbers" | "unassign-numbers" | "confirm-removal" | "undo-sbc-changes" | "delete-inventory" | "apply-repair";
            /** @description Only of this tenant, instead of the usual; null: of all. */
            msTenantId?: string | null;
            /** @description So many at most; null: any number. */
            countMax?: number | null;
            /** @description So much of what is held, in percent; it counts from 100 things on. null: any share. */
            percentMax?: number | null;
            /** @description As the list has it: a default that says what it said is not kept as one that somebody set. */
            isDefault?: boolean;
        };
        CustomerSiteLocation: {
            id: string;
            name: string;
            sbcId: number;
            /** @description Such as Deployed. */
            sbcDeploymentState: string;
            /** @description SipTrunk, IpPbx or Byoc. */
            sbcConfigurationType: string;
        };
        /** @description What counts as a use of the licence. */
        LicenceInfoLicenseFactors: {
            "Managed Users - By Template": boolean;
            "Managed Users - By User Interface": boolean;
            "Managed Service Numbers": boolean;
        };
        /** @description A task that was made as a part of this one, and how it ended. */
        BuildCustomerOutputPart: {
            key: string;
            /** @enum {string} */
            kind: "apply-repair" | "approve-repair" | "detect-drift" | "keep-drift-policy" | "plan-repair" | "repair-numbers" | "add-operator-tenant" | "change-operator-credential" | "change-operator-tenant" | "change-relationship" | "keep-data-sync" | "load-sheets" | "promote-operator-credential" | "remove-data-sync" | "remove-operator-tenant" | "synchronize-operator-tenant" | "test-operator-tenant" | "build-customer" | "build-customers" | "delete-customers" | "keep-build-template" | "remove-build-template" | "add-inventory-numbers" | "add-named-range" | "apply-inventory-audit" | "audit-inventory" | "cool-numbers" | "describe-inventory-numbers" | "describe-named-range" | "end-cooling" | "end-reservation" | "extend-reservation" | "keep-cooling-policy" | "merge-named-ranges" | "move-inventory-numbers" | "remove-inventory-numbers" | "remove-named-range" | "reserve-numbers" | "split-named-range" | "create-customer" | "create-lead" | "delete-customer" | "delete-lead" | "fill-civic-addresses" | "synchronize-leads" | "validate-tenant" | "change-licence" | "provision-user" | "synchronize-users" | "unassign-numbers" | "change-numbers" | "change-removal-status" | "import-numbers" | "keep-numbering-overrides" | "pull-civic-addresses" | "release-numbers" | "synchronize-numbers" | "upload-numbers" | "add-gateway" | "confirm-gateway" | "add-site" | "create-script-template" | "delete-script-template" | "delete-site" | "edit-dial-plan" | "edit-script-template" | "modify-site" | "read-dial-plans" | "change-sbc" | "end-freeze" | "examine-sbc" | "keep-freeze" | "plan-sbc-change" | "qualify-sbc" | "register-sbc" | "remove-sbc" | "restore-sbc" | "rotate-sbc-credentials" | "undo-sbc-changes" | "add-allocation" | "remove-allocation" | "keep-webhook" | "remove-webhook" | "send-events" | "add-caller" | "add-channel" | "assign-channel" | "change-caller" | "change-channel" | "change-token-credential" | "delete-channel" | "keep-brakes" | "promote-token-credential" | "remove-caller" | "set-token-connection";
            taskId: string;
            /** @enum {string} */
            status: "InProgress" | "CompletedSuccess" | "CompletedWithErrors" | "Failed" | "Canceled";
            reason: string | null;
        };
        ChangeRemovalStatusOutputLeft: {
            number: string;
            status: number | null;
        };
        /** @description The template as it is now. */
        CreateScriptTemplateOutputScriptTemplate: Record<string, never>;
        EditDialPlanOutputRule: {
            /** @enum {string} */
            action: "add" | "remove";
            name: string;
            prefix: string;
            tag: string;
            /** @enum {string} */
            outcome: "added" | "removed" | "unchanged" | "conflict" | "refused";
            reason: string | null;
        };
        RestoreSbcOutputPlan: {
            plan: string;
            added: number;
            unchanged: number;
        };
        /** @description It is gone. */
        DeleteScriptTemplateAnswer: {
            /** @example 10099 */
            id: number;
        };
        LoadSheetsForm: {
            /** Format: binary */
            file: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getNumberAvailability: {
        parameters: {
            query: {
                /**
                 * @description Microsoft tenant id (GUID) of the customer.
                 * @example c1a7e2d0-1111-4a61-9b01-0000000000a1
                 */
                msTenantId: string;
                /** @description Id or name; without it any is supposed. */
                callingProfile?: string;
                /** @description Without it that of its type. */
                usage?: "CallingUserAssignment" | "FirstPartyAppAssignment" | "ConferenceAssignment" | "ThirdPartyAppAssignment";
            };
            header?: never;
            path: {
                /**
                 * @description E.164.
                 * @example +61395556880
                 */
                phonenumber: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ask why a number cannot be used */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NumberAvailability"];
                };
            };
        };
    };
    listDriftReadings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DriftReading"][];
                };
            };
        };
    };
    detectDrift: {
        parameters: {
            query?: {
                /**
                 * @description Microsoft tenant id (GUID) of the customer.
                 * @example c1a7e2d0-1111-4a61-9b01-0000000000a1
                 */
                msTenantId?: string;
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    listDrift: {
        parameters: {
            query?: {
                /** @description Only differences of this class. */
                class?: "records_only" | "microsoft_only" | "sbc_only" | "missing_on_sbc" | "other_tag" | "attribute_mismatch" | "stale_pending" | "consent_ended" | "no_sbc" | "foreign_rule";
                /**
                 * @description Microsoft tenant id (GUID) of the customer.
                 * @example c1a7e2d0-1111-4a61-9b01-0000000000a1
                 */
                msTenantId?: string;
                /** @description Only what is about this SBC. */
                sbcId?: number;
                /** @description Only what appeared then or later, as in 2026-08-12T07:00:00Z. */
                since?: string;
                /** @description Numbers that begin so. */
                numberPrefix?: string;
                /** @description Appeared, or changed, then or later, as in 2026-08-12T07:00:00Z. */
                updatedSince?: string;
                /** @description Appeared, or changed, before, as in 2026-08-12T07:00:00Z. */
                updatedUntil?: string;
                /** @description The order, with `-` the other way round; default `telephoneNumber`. */
                sort?: "telephoneNumber" | "-telephoneNumber" | "since" | "-since";
                /** @description `next` of the last answer, in place of a page number: nothing moves to another page meanwhile. */
                cursor?: string;
                /** @description Which page, from 1. */
                PageNumber?: number;
                /** @description Records a page, at most 1000. */
                PageSize?: number;
                /** @description The only fields that entries are to have, with commas between them. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of differences, in the order of the numbers. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DriftPage"];
                };
            };
        };
    };
    countDrift: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How many differences there are, by class, by tenant and by SBC. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DriftCounts"];
                };
            };
        };
    };
    getNumberSides: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description E.164.
                 * @example +61395556880
                 */
                telephoneNumber: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What each side says of a number, and when it said so. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NumberSides"];
                };
            };
        };
    };
    listDriftPolicies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DriftPolicy"][];
                };
            };
        };
    };
    setDriftPolicies: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DriftPolicies"];
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    planRepair: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RepairRequest"];
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    getRepairPlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The task that made the plan.
                 * @example drf_pln_0b9d6c1e-6d6f-4a35-9f0b-5f7a1c2d3e40
                 */
                planId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What would be done about differences. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RepairPlan"];
                };
            };
        };
    };
    listRepairItems: {
        parameters: {
            query?: {
                /** @description The order, with `-` the other way round; default `telephoneNumber`. */
                sort?: "telephoneNumber" | "-telephoneNumber";
                /** @description `next` of the last answer, in place of a page number: nothing moves to another page meanwhile. */
                cursor?: string;
                /** @description Which page, from 1. */
                PageNumber?: number;
                /** @description Records a page, at most 1000. */
                PageSize?: number;
                /** @description The only fields that entries are to have, with commas between them. */
                fields?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The task that made the plan.
                 * @example drf_pln_0b9d6c1e-6d6f-4a35-9f0b-5f7a1c2d3e40
                 */
                planId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of what a plan does, in the order of the numbers. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RepairItemPage"];
                };
            };
        };
    };
    approveRepair: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The task that made the plan.
                 * @example drf_pln_0b9d6c1e-6d6f-4a35-9f0b-5f7a1c2d3e40
                 */
                planId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RepairUse"];
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    applyRepair: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The task that made the plan.
                 * @example drf_pln_0b9d6c1e-6d6f-4a35-9f0b-5f7a1c2d3e40
                 */
                planId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RepairUse"];
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    listTasks: {
        parameters: {
            query?: {
                /** @description InProgress until the task is over. */
                status?: "InProgress" | "CompletedSuccess" | "CompletedWithErrors" | "Failed" | "Canceled";
                /** @description Only of this kind, such as upload-numbers; `Task.kind` names all. */
                kind?: string;
                /**
                 * @description Microsoft tenant id (GUID) of the customer.
                 * @example c1a7e2d0-1111-4a61-9b01-0000000000a1
                 */
                msTenantId?: string;
                /** @description Your service request: what was made, canceled or released under it. */
                ticketId?: string;
                /** @description Whether the task waits for an operator. */
                parked?: boolean;
                /** @description The task that made them as a part of its own work. */
                parentId?: string;
                /** @description Made then or later, as in 2026-08-12T07:00:00Z. */
                createdSince?: string;
                /** @description Made before, as in 2026-08-12T07:00:00Z. */
                createdUntil?: string;
                /** @description Ended then or later, as in 2026-08-12T07:00:00Z. */
                finishedSince?: string;
                /** @description Ended before, as in 2026-08-12T07:00:00Z. */
                finishedUntil?: string;
                /** @description Ended, or came to another step, then or later, as in 2026-08-12T07:00:00Z. */
                updatedSince?: string;
                /** @description The order, with `-` the other way round; default `-createTime`. */
                sort?: "createTime" | "-createTime";
                /** @description `next` of the last answer, in place of a page number: nothing moves to another page meanwhile. */
                cursor?: string;
                /** @description Which page, from 1. */
                PageNumber?: number;
                /** @description Records a page, at most 1000. */
                PageSize?: number;
                /** @description The only fields that entries are to have, with commas between them. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of tasks. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskPage"];
                };
            };
        };
    };
    listTaskItems: {
        parameters: {
            query?: {
                /** @description What became of the number. */
                outcome?: "pending" | "succeeded" | "unchanged" | "failed" | "canceled" | "rolled-back";
                /** @description The order, with `-` the other way round; default `request`. */
                sort?: "request" | "-request";
                /** @description `next` of the last answer, in place of a page number: nothing moves to another page meanwhile. */
                cursor?: string;
                /** @description Which page, from 1. */
                PageNumber?: number;
                /** @description Records a page, at most 1000. */
                PageSize?: number;
                /** @description The only fields that entries are to have, with commas between them. */
                fields?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Id of the task.
                 * @example wup_d4b23bb0-3b8a-4966-a368-fef9667d019f
                 */
                taskid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the numbers of a task. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskItemPage"];
                };
            };
        };
    };
    cancelTask: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Id of the task.
                 * @example wup_d4b23bb0-3b8a-4966-a368-fef9667d019f
                 */
                taskid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A durable unit of work. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    retryTask: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Id of the task.
                 * @example wup_d4b23bb0-3b8a-4966-a368-fef9667d019f
                 */
                taskid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    releaseTask: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Id of the task.
                 * @example wup_d4b23bb0-3b8a-4966-a368-fef9667d019f
                 */
                taskid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A durable unit of work. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    approveTask: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Id of the task.
                 * @example wup_d4b23bb0-3b8a-4966-a368-fef9667d019f
                 */
                taskid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TaskApproval"];
            };
        };
        responses: {
            /** @description A durable unit of work. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    refuseTask: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Id of the task.
                 * @example wup_d4b23bb0-3b8a-4966-a368-fef9667d019f
                 */
                taskid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TaskRefusal"];
            };
        };
        responses: {
            /** @description A durable unit of work. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    closeTask: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Id of the task.
                 * @example wup_d4b23bb0-3b8a-4966-a368-fef9667d019f
                 */
                taskid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TaskRefusal"];
            };
        };
        responses: {
            /** @description A durable unit of work. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    getTask: {
        parameters: {
            query?: {
                /** @description Seconds for which the answer may wait. */
                wait?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Id of the task.
                 * @example wup_d4b23bb0-3b8a-4966-a368-fef9667d019f
                 */
                taskid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A durable unit of work. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
        };
    };
    listOperatorTenants: {
        parameters: {
            query?: {
                /** @description Set up then or later, as in 2026-08-12T07:00:00Z. */
                createdSince?: string;
                /** @description Set up before, as in 2026-08-12T07:00:00Z. */
                createdUntil?: string;
                /** @description Changed then or later, as in 2026-08-12T07:00:00Z. */
                updatedSince?: string;
                /** @description Changed before, as in 2026-08-12T07:00:00Z. */
                updatedUntil?: string;
                /** @description The order, with `-` the other way round; default `createdAt`. */
                sort?: "createdAt" | "-createdAt" | "name" | "-name";
                /** @description `next` of the last answer, in place of a page number: nothing moves to another page meanwhile. */
                cursor?: string;
                /** @description Which page, from 1. */
                PageNumber?: number;
                /** @description Records a page, at most 1000. */
                PageSize?: number;
                /** @description The only fields that entries are to have, with commas between them. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of Operator Connect tenants. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorTenantPage"];
                };
            };
        };
    };
    addOperatorTenant: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewOperatorTenant"];
            };
        };
        responses: {
            /** @description Add an Operator Connect tenant */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorTenantAnswer"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    getOperatorTenant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Directory id of the operator.
                 * @example 0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40
                 */
                operatorTenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A tenant at which the provider is an operator, with everything that is not a secret. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorTenant"];
                };
            };
        };
    };
    removeOperatorTenant: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Directory id of the operator.
                 * @example 0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40
                 */
                operatorTenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove an Operator Connect tenant */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorTenantAnswer"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    changeOperatorTenant: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Directory id of the operator.
                 * @example 0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40
                 */
                operatorTenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OperatorTenantChange"];
            };
        };
        responses: {
            /** @description Change an Operator Connect tenant */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorTenantAnswer"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    testOperatorTenant: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Directory id of the operator.
                 * @example 0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40
                 */
                operatorTenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Test the connection to an Operator Connect tenant */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorTenantAnswer"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    synchronizeOperatorTenant: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Directory id of the operator.
                 * @example 0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40
                 */
                operatorTenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Synchronize an Operator Connect tenant */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorTenantAnswer"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    changeOperatorCredential: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Directory id of the operator.
                 * @example 0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40
                 */
                operatorTenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OperatorCredential"];
            };
        };
        responses: {
            /** @description Give an Operator Connect tenant another credential */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorTenantAnswer"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    promoteOperatorCredential: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Directory id of the operator.
                 * @example 0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40
                 */
                operatorTenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Give up the older credential */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorTenantAnswer"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    changeRelationship: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Microsoft tenant id of the lead.
                 * @example c1a7e2d0-3333-4a61-9b01-0000000000c3
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RelationshipChange"];
            };
        };
        responses: {
            /** @description Change the relationship with a tenant that consented */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentRelationship"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    listConsents: {
        parameters: {
            query?: {
                /** @description Only of this tenant. */
                tenantId?: string;
                /** @description A part of the name of the company. */
                companyName?: string;
                /** @description As Microsoft has it. */
                latestConsentStatus?: "Active" | "NotActive" | "Suspended" | "Removed";
                /** @description Our side of it. */
                relationshipStatus?: "ConsentAcknowledged" | "CustomerContacted" | "AgreementSigned" | "ConsentDeclined" | "ContractTerminated" | "none";
                /** @description Where it belongs in the tree. */
                locatedAt?: "Provider" | "Customer";
                /** @description Only those that it showed. */
                operatorTenantId?: string;
                /** @description One that was consented to. */
                country?: string;
                /**
                 * @description Only what was consented to since then (ISO 8601).
                 * @example 2026-11-01T00:00:00Z
                 */
                consentedSince?: string;
                /**
                 * @description Only what was changed since then (ISO 8601).
                 * @example 2026-11-01T00:00:00Z
                 */
                modifiedSince?: string;
                /** @description Changed then or later, as in 2026-08-12T07:00:00Z. */
                updatedSince?: string;
                /** @description Changed before, as in 2026-08-12T07:00:00Z. */
                updatedUntil?: string;
                /** @description The order, with `-` the other way round; default `-consentedOn`. */
                sort?: "consentedOn" | "-consentedOn" | "tenantId" | "-tenantId";
                /** @description `next` of the last answer, in place of a page number: nothing moves to another page meanwhile. */
                cursor?: string;
                /** @description Which page, from 1. */
                PageNumber?: number;
                /** @description Records a page, at most 1000. */
                PageSize?: number;
                /** @description The only fields that entries are to have, with commas between them. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of consents. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartnerConsentPage"];
                };
            };
        };
    };
    getConsent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Microsoft tenant id.
                 * @example c1a7e2d0-1111-4a61-9b01-0000000000a1
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get one partner operator consent */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartnerConsentDetails"];
                };
            };
        };
    };
    listConsentHistory: {
        parameters: {
            query?: {
                /**
                 * @description Only what was made since then (ISO 8601).
                 * @example 2026-11-01T00:00:00Z
                 */
                since?: string;
                /** @description Found then or later, as in 2026-08-12T07:00:00Z. */
                changedSince?: string;
                /** @description Found before, as in 2026-08-12T07:00:00Z. */
                changedUntil?: string;
                /** @description The order, with `-` the other way round; default `-at`. */
                sort?: "at" | "-at";
                /** @description `next` of the last answer, in place of a page number: nothing moves to another page meanwhile. */
                cursor?: string;
                /** @description Which page, from 1. */
                PageNumber?: number;
                /** @description Records a page, at most 1000. */
                PageSize?: number;
                /** @description The only fields that entries are to have, with commas between them. */
                fields?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Microsoft tenant id.
                 * @example c1a7e2d0-1111-4a61-9b01-0000000000a1
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of changes, newest first. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogueChangePage"];
                };
            };
        };
    };
    listOrphanNumbers: {
        parameters: {
            query?: {
                /** @description Only of this tenant. */
                tenantId?: string;
                /** @description Why. */
                reason?: "NoConsent" | "ConsentRemoved" | "ConsentSuspended" | "CountryNotConsented" | "ContractTerminated" | "ConsentDeclined";
                /** @description With a consent that changed then or later, as in 2026-08-12T07:00:00Z. */
                consentChangedSince?: string;
                /** @description With a consent that changed before, as in 2026-08-12T07:00:00Z. */
                consentChangedUntil?: string;
                /** @description The order, with `-` the other way round; default `tenantId`. */
                sort?: "tenantId" | "-tenantId";
                /** @description `next` of the last answer, in place of a page number: nothing moves to another page meanwhile. */
                cursor?: string;
                /** @description Which page, from 1. */
                PageNumber?: number;
                /** @description Records a page, at most 1000. */
                PageSize?: number;
                /** @description The only fields that entries are to have, with commas between them. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of numbers without consent. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrphanNumberPage"];
                };
            };
        };
    };
    listDataSyncs: {
        parameters: {
            query?: {
                /** @description A part of the name; case and blanks do not matter. */
                name?: string;
                /** @description A part of the device type; case and blanks do not matter. */
                deviceType?: string;
                /** @description Only those of one Operator Connect tenant. */
                operatorTenantId?: string;
                /** @description What they do. */
                syncType?: "pull" | "purge";
                /** @description Whether they run by themselves. */
                scheduled?: boolean;
                /** @description Made then or later, as in 2026-08-12T07:00:00Z. */
                createdSince?: string;
                /** @description Made before, as in 2026-08-12T07:00:00Z. */
                createdUntil?: string;
                /** @description Changed then or later, as in 2026-08-12T07:00:00Z. */
                updatedSince?: string;
                /** @description Changed before, as in 2026-08-12T07:00:00Z. */
                updatedUntil?: string;
                /** @description The order, with `-` the other way round; default `operatorTenant`. */
                sort?: "operatorTenant" | "-operatorTenant" | "name" | "-name";
                /** @description `next` of the last answer, in place of a page number: nothing moves to another page meanwhile. */
                cursor?: string;
                /** @description Which page, from 1. */
                PageNumber?: number;
                /** @description Records a page, at most 1000. */
                PageSize?: number;
                /** @description The only fields that entries are to have, with commas between them. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of data syncs. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DataSyncPage"];
                };
            };
        };
    };
    addDataSync: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDataSync"];
            };
        };
        responses: {
            /** @description Add a data sync */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DataSyncAnswer"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    getDataSync: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the data sync.
                 * @example 3f0b9c52-5a3e-4a8e-9a51-0c5d9f6f7a11
                 */
                syncId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get one data sync */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DataSyncDetails"];
                };
            };
        };
    };
    removeDataSync: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Id of the data sync.
                 * @example 3f0b9c52-5a3e-4a8e-9a51-0c5d9f6f7a11
                 */
                syncId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove a data sync */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DataSyncAnswer"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    changeDataSync: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Id of the data sync.
                 * @example 3f0b9c52-5a3e-4a8e-9a51-0c5d9f6f7a11
                 */
                syncId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DataSyncChange"];
            };
        };
        responses: {
            /** @description Change a data sync */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DataSyncAnswer"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    runDataSync: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Id of the data sync.
                 * @example 3f0b9c52-5a3e-4a8e-9a51-0c5d9f6f7a11
                 */
                syncId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DataSyncRun"];
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    exportSheets: {
        parameters: {
            query?: {
                /** @description A workbook, unless you want one sheet as CSV. */
                format?: "xlsx" | "csv";
                /** @description One of OperatorTenants, DataSyncs, Consents, CoolingPolicies, NumberingOverrides, Customers, Sites, CustomerRanges, UploadRanges, Inventory, ReleaseRanges; for CSV it must be named. */
                sheet?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Export documents as a workbook */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "text/csv": string;
                };
            };
        };
    };
    getBulkLoad: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The task of the load.
                 * @example blk_0199c0de
                 */
                taskid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What became of a workbook that was sent in. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkLoad"];
                };
            };
        };
    };
    getBulkLoadResult: {
        parameters: {
            query?: {
                /** @description A workbook, unless you want one sheet as CSV. */
                format?: "xlsx" | "csv";
                /** @description One of OperatorTenants, DataSyncs, Consents, CoolingPolicies, NumberingOverrides, Customers, Sites, CustomerRanges, UploadRanges, Inventory, ReleaseRanges; for CSV it must be named. */
                sheet?: string;
                /** @description Only rows that were refused, or whose task failed. */
                only?: "failed";
            };
            header?: never;
            path: {
                /**
                 * @description The task of the load.
                 * @example blk_0199c0de
                 */
                taskid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get the result of a workbook as one */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "text/csv": string;
                };
            };
        };
    };
    listNumberOrders: {
        parameters: {
            query?: {
                /** @description Only of this Microsoft tenant. */
                tenantId?: string;
                /** @description Only those that this number was part of. */
                number?: string;
                /** @description Only that of this task. */
                taskId?: string;
                /** @description Only that of this job at Microsoft. */
                jobId?: string;
                /** @description Whether it was asked of us or found at Microsoft. */
                source?: "task" | "sync";
                /** @description How it ended. */
                status?: "CompletedSuccess" | "CompletedWithErrors" | "Failed" | "Canceled";
                /**
                 * @description Only what was ordered since then (ISO 8601).
                 * @example 2026-11-01T00:00:00Z
                 */
                since?: string;
                /** @description Only what was ordered before then (ISO 8601). */
                until?: string;
                /** @description Ended then or later, as in 2026-08-12T07:00:00Z. */
                finishedSince?: string;
                /** @description Ended before, as in 2026-08-12T07:00:00Z. */
                finishedUntil?: string;
                /** @description Ordered or ended then or later, as in 2026-08-12T07:00:00Z. */
                updatedSince?: string;
                /** @description Ordered or ended before, as in 2026-08-12T07:00:00Z. */
                updatedUntil?: string;
                /** @description The order, with `-` the other way round; default `-orderedAt`. */
                sort?: "orderedAt" | "-orderedAt";
                /** @description `next` of the last answer, in place of a page number: nothing moves to another page meanwhile. */
                cursor?: string;
                /** @description Which page, from 1. */
                PageNumber?: number;
                /** @description Records a page, at most 1000. */
                PageSize?: number;
                /** @description The only fields that entries are to have, with commas between them. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of orders or releases. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NumberOrderPage"];
                };
            };
        };
    };
    getNumberOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the order.
                 * @example wup_d4b23bb0-3b8a-4966-a368-fef9667d019f
                 */
                orderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get one number order */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NumberOrder"];
                };
            };
        };
    };
    listNumberReleases: {
        parameters: {
            query?: {
                /** @description Only of this Microsoft tenant. */
                tenantId?: string;
                /** @description Only those that this number was part of. */
                number?: string;
                /** @description Only that of this task. */
                taskId?: string;
                /** @description Only that of this job at Microsoft. */
                jobId?: string;
                /** @description Whether it was asked of us or found at Microsoft. */
                source?: "task" | "sync";
                /** @description How it ended. */
                status?: "CompletedSuccess" | "CompletedWithErrors" | "Failed" | "Canceled";
                /**
                 * @description Only what was ordered since then (ISO 8601).
                 * @example 2026-11-01T00:00:00Z
                 */
                since?: string;
                /** @description Only what was ordered before then (ISO 8601). */
                until?: string;
                /** @description Ended then or later, as in 2026-08-12T07:00:00Z. */
                finishedSince?: string;
                /** @description Ended before, as in 2026-08-12T07:00:00Z. */
                finishedUntil?: string;
                /** @description Ordered or ended then or later, as in 2026-08-12T07:00:00Z. */
                updatedSince?: string;
                /** @description Ordered or ended before, as in 2026-08-12T07:00:00Z. */
                updatedUntil?: string;
                /** @description The order, with `-` the other way round; default `-orderedAt`. */
                sort?: "orderedAt" | "-orderedAt";
                /** @description `next` of the last answer, in place of a page number: nothing moves to another page meanwhile. */
                cursor?: string;
                /** @description Which page, from 1. */
                PageNumber?: number;
                /** @description Records a page, at most 1000. */
                PageSize?: number;
                /** @description The only fields that entries are to have, with commas between them. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of orders or releases. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NumberOrderPage"];
                };
            };
        };
    };
    getNumberRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the order.
                 * @example wup_d4b23bb0-3b8a-4966-a368-fef9667d019f
                 */
                orderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get one number release */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NumberOrder"];
                };
            };
        };
    };
    listOperatorCallingProfiles: {
        parameters: {
            query?: {
                /** @description Only those that it showed. */
                operatorTenantId?: string;
                /** @description Seen at Microsoft then or later, as in 2026-08-12T07:00:00Z. */
                updatedSince?: string;
                /** @description Seen at Microsoft before, as in 2026-08-12T07:00:00Z. */
                updatedUntil?: string;
                /** @description The order, with `-` the other way round; default `name`. */
                sort?: "name" | "-name" | "seenAt" | "-seenAt";
                /** @description `next` of the last answer, in place of a page number: nothing moves to another page meanwhile. */
                cursor?: string;
                /** @description Which page, from 1. */
                PageNumber?: number;
                /** @description Records a page, at most 1000. */
                PageSize?: number;
                /** @description The only fields that entries are to have, with commas between them. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of calling profiles. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorCallingProfilePage"];
                };
            };
        };
    };
    listNumberUsageCapabilities: {
        parameters: {
            query?: {
                /** @description Only those that this tenant has for itself. */
                tenantId?: string;
                /** @description Only of this usage. */
                usage?: string;
                /** @description The order, with `-` the other way round; default `tenantId`. */
                sort?: "tenantId" | "-tenantId" | "usage" | "-usage";
                /** @description `next` of the last answer, in place of a page number: nothing moves to another page meanwhile. */
                cursor?: string;
                /** @description Which page, from 1. */
                PageNumber?: number;
                /** @description Records a page, at most 1000. */
                PageSize?: number;
                /** @description The only fields that entries are to have, with commas between them. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of number usage capabilities. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NumberUsageCapabilityPage"];
                };
            };
        };
    };
    listPartnerCivicAddresses: {
        parameters: {
            query?: {
                /** @description Only those of this tenant. */
                tenantId?: string;
                /**
                 * @description Only in this country.
                 * @example AU
                 */
                country?: string;
                /** @description Only those that Microsoft has validated, or not. */
                isValidated?: boolean;
                /** @description Found to be new or changed then or later, as in 2026-08-12T07:00:00Z. */
                updatedSince?: string;
                /** @description Found to be new or changed before, as in 2026-08-12T07:00:00Z. */
                updatedUntil?: string;
                /** @description The order, with `-` the other way round; default `tenantId`. */
                sort?: "tenantId" | "-tenantId" | "seenAt" | "-seenAt";
                /** @description `next` of the last answer, in place of a page number: nothing moves to another page meanwhile. */
                cursor?: string;
                /** @description Which page, from 1. */
                PageNumber?: number;
                /** @description Records a page, at most 1000. */
                PageSize?: number;
                /** @description The only fields that entries are to have, with commas between them. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of civic addresses of all tenants. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartnerCivicAddressPage"];
                };
            };
        };
    };
    listCatalogueChanges: {
        parameters: {
            query: {
                /** @description Of which sort of records. */
                modelType: "PartnerOperatorConsents" | "TenantCallingProfiles" | "NumberUsageCapabilities" | "PartnerCivicAddress";
                /** @description Only of this record. */
                key?: string;
                /**
                 * @description Only what was found since then (ISO 8601).
                 * @example 2026-11-01T00:00:00Z
                 */
                since?: string;
                /** @description Found then or later, as in 2026-08-12T07:00:00Z. */
                changedSince?: string;
                /** @description Found before, as in 2026-08-12T07:00:00Z. */
                changedUntil?: string;
                /** @description The order, with `-` the other way round; default `-at`. */
                sort?: "at" | "-at";
                /** @description `next` of the last answer, in place of a page number: nothing moves to another page meanwhile. */
                cursor?: string;
                /** @description Which page, from 1. */
                PageNumber?: number;
                /** @description Records a page, at most 1000. */
                PageSize?: number;
                /** @description The only fields that entries are to have, with commas between them. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of changes, newest first. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogueChangePage"];
                };
            };
        };
    };
    listUpstreams: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UpstreamState"][];
                };
            };
        };
    };
    listCustomerDocuments: {
        parameters: {
            query?: {
                /** @description Stored then or later, as in 2026-08-12T07:00:00Z. */
                updatedSince?: string;
                /** @description Stored before, as in 2026-08-12T07:00:00Z. */
                updatedUntil?: string;
                /** @description The order, with `-` the other way round; default `msTenantId`. */
                sort?: "msTenantId" | "-msTenantId" | "storedAt" | "-storedAt";
                /** @description `next` of the last answer, in place of a page number: nothing moves to another page meanwhile. */
                cursor?: string;
                /** @description Which page, from 1. */
                PageNumber?: number;
                /** @description Records a page, at most 1000. */
                PageSize?: number;
                /** @description The only fields that entries are to have, with commas between them. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of stored documents. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredCustomerDocumentPage"];
                };
            };
        };
    };
    buildCustomers: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerBuild"];
            };
        };
        responses: {
            /** @description What was accepted. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerBuildAnswer"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    getCustomerDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Microsoft tenant id.
                 * @example c1a7e2d0-3333-4a61-9b01-0000000000c3
                 */
                msTenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document that is stored for a Microsoft tenant. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredCustomerDocument"];
                };
            };
        };
    };
    listBuildTemplates: {
        parameters: {
            query?: {
                /** @description Which page, from 1. */
                PageNumber?: number;
                /** @description Records a page, at most 1000. */
                PageSize?: number;
                /** @description The only fields that entries are to have, with commas between them. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of templates. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BuildTemplatePage"];
                };
            };
        };
    };
    getBuildTemplate: {
        parameters: {
            query?: {
                /** @description Default: the newest. */
                version?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The template.
                 * @example Default_OC_CallingUser_Assignment
                 */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What documents of customers, or ranges of numbers in them, may leave unsaid. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BuildTemplate"];
                };
            };
        };
    };
    editBuildTemplate: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The template.
                 * @example Default_OC_CallingUser_Assignment
                 */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BuildTemplateEdit"];
            };
        };
        responses: {
            /** @description What a change of a template came to. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BuildTemplateAnswer"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    removeBuildTemplate: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The template.
                 * @example Default_OC_CallingUser_Assignment
                 */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a change of a template came to. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BuildTemplateAnswer"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    listBuildTemplateVersions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The template.
                 * @example Default_OC_CallingUser_Assignment
                 */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the versions of a template */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BuildTemplate"][];
                };
            };
        };
    };
    compareBuildTemplates: {
        parameters: {
            query?: {
                /** @description Of the template of the path; default the newest. */
                version?: number;
                /** @description The other template; default the same one. */
                with?: string;
                /** @description Of the other template; default the newest. */
                withVersion?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The template.
                 * @example Default_OC_CallingUser_Assignment
                 */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What two templates, or two versions of one, say differently. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BuildTemplateComparison"];
                };
            };
        };
    };
    cloneBuildTemplate: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The template.
                 * @example Default_OC_CallingUser_Assignment
                 */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BuildTemplateClone"];
            };
        };
        responses: {
            /** @description What a change of a template came to. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BuildTemplateAnswer"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    listNumberBlocks: {
        parameters: {
            query?: {
                /** @description Numbers that begin so, as in `+613`. */
                numberPrefix?: string;
                /** @description The state they are in. */
                status?: "Available" | "Used" | "Used-Utility" | "Reserved" | "Cooling";
                /** @description The lowest node that they belong to. */
                locatedAt?: "Provider" | "Customer" | "Site";
                /** @description Only those of a customer, its sites included. */
                umpCustomerGuid?: string;
                /** @description Only those of a SIP connection. */
                siteGuid?: string;
                /** @description Only those that are uploaded to this Microsoft tenant. */
                msTenantId?: string;
                /** @description How they reach Teams; `none`: they do not. */
                internalNumberType?: "OperatorConnect" | "DirectRouting" | "CallingPlan" | "none";
                /** @description Whose they are; case does not matter. */
                vendor?: string;
                /** @description ISO country code of the numbers, or a dialling code. */
                country?: string;
                /** @description Only those with this label. */
                label?: string;
                /** @description Only those that are reserved for this owner. */
                owner?: string;
                /** @description Only those whose reservation or cooling ends before then (ISO 8601). */
                freeBefore?: string;
                /** @description The order, with `-` the other way round; default `first`. */
                sort?: "first" | "-first" | "count" | "-count";
                /** @description `next` of the last answer, in place of a page number: nothing moves to another page meanwhile. */
                cursor?: string;
                /** @description Which page, from 1. */
                PageNumber?: number;
                /** @description Records a page, at most 1000. */
                PageSize?: number;
                /** @description The only fields that entries are to have, with commas between them. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of blocks, in the order of the numbers. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NumberBlockPage"];
                };
            };
        };
    };
    listFreeBlocks: {
        parameters: {
            query?: {
                /** @description How many numbers it has at least. */
                size?: number;
                /** @description Numbers that begin so, as in `+613`. */
                numberPrefix?: string;
                /** @description The state they are in. */
                status?: "Available" | "Used" | "Used-Utility" | "Reserved" | "Cooling";
                /** @description The lowest node that they belong to. */
                locatedAt?: "Provider" | "Customer" | "Site";
                /** @description Only those of a customer, its sites included. */
                umpCustomerGuid?: string;
                /** @description Only those of a SIP connection. */
                siteGuid?: string;
                /** @description Only those that are uploaded to this Microsoft tenant. */
                msTenantId?: string;
                /** @description How they reach Teams; `none`: they do not. */
                internalNumberType?: "OperatorConnect" | "DirectRouting" | "CallingPlan" | "none";
                /** @description Whose they are; case does not matter. */
                vendor?: string;
                /** @description ISO country code of the numbers, or a dialling code. */
                country?: string;
                /** @description Only those with this label. */
                label?: string;
                /** @description Only those that are reserved for this owner. */
                owner?: string;
                /** @description Only those whose reservation or cooling ends before then (ISO 8601). */
                freeBefore?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description In the order of the numbers; none is an answer. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NumberBlock"][];
                };
            };
        };
    };
    listCoolingPolicies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CoolingPolicy"][];
                };
            };
        };
    };
    setCoolingPolicies: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CoolingPolicies"];
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    coolNumbers: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InventoryCooling"];
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    endCooling: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InventoryCoolingEnd"];
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    auditInventory: {
        parameters: {
            query?: {
                /** @description Only the numbers of this customer. */
                umpCustomerGuid?: string;
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    listInventoryFindings: {
        parameters: {
            query?: {
                /** @description Only what was found so. */
                code?: "only_at_microsoft" | "only_at_user" | "only_on_sbc" | "wrong_customer" | "wrong_type" | "routed_elsewhere" | "used_while_reserved" | "used_while_cooling" | "missing_at_microsoft" | "assignment_differs" | "missing_on_sbc";
                /** @description The order, with `-` the other way round; default `telephoneNumber`. */
                sort?: "telephoneNumber" | "-telephoneNumber";
                /** @description `next` of the last answer, in place of a page number: nothing moves to another page meanwhile. */
                cursor?: string;
                /** @description Which page, from 1. */
                PageNumber?: number;
                /** @description Records a page, at most 1000. */
                PageSize?: number;
                /** @description The only fields that entries are to have, with commas between them. */
                fields?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The task of the audit.
                 * @example inv_aud_0b9d6c1e-6d6f-4a35-9f0b-5f7a1c2d3e40
                 */
                taskId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of what an audit found, in the order of the numbers. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InventoryFindingPage"];
                };
            };
        };
    };
    applyInventoryAudit: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The task of the audit.
                 * @example inv_aud_0b9d6c1e-6d6f-4a35-9f0b-5f7a1c2d3e40
                 */
                taskId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InventoryAuditUse"];
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    listInventory: {
        parameters: {
            query?: {
                /** @description Numbers that begin so, as in `+613`. */
                numberPrefix?: string;
                /** @description The state they are in. */
                status?: "Available" | "Used" | "Used-Utility" | "Reserved" | "Cooling";
                /** @description The lowest node that they belong to. */
                locatedAt?: "Provider" | "Customer" | "Site";
                /** @description Only those of a customer, its sites included. */
                umpCustomerGuid?: string;
                /** @description Only those of a SIP connection. */
                siteGuid?: string;
                /** @description Only those that are uploaded to this Microsoft tenant. */
                msTenantId?: string;
                /** @description How they reach Teams; `none`: they do not. */
                internalNumberType?: "OperatorConnect" | "DirectRouting" | "CallingPlan" | "none";
                /** @description Whose they are; case does not matter. */
                vendor?: string;
                /** @description ISO country code of the numbers, or a dialling code. */
                country?: string;
                /** @description Only those with this label. */
                label?: string;
                /** @description Only those that are reserved for this owner. */
                owner?: string;
                /** @description Only those whose reservation or cooling ends before then (ISO 8601). */
                freeBefore?: string;
                /** @description Added then or later, as in 2026-08-12T07:00:00Z. */
                createdSince?: string;
                /** @description Added before, as in 2026-08-12T07:00:00Z. */
                createdUntil?: string;
                /** @description Changed then or later, as in 2026-08-12T07:00:00Z. */
                updatedSince?: string;
                /** @description Changed before, as in 2026-08-12T07:00:00Z. */
                updatedUntil?: string;
                /** @description The order, with `-` the other way round; default `telephoneNumber`. */
                sort?: "telephoneNumber" | "-telephoneNumber" | "createdAt" | "-createdAt" | "changedAt" | "-changedAt";
                /** @description `next` of the last answer, in place of a page number: nothing moves to another page meanwhile. */
                cursor?: string;
                /** @description Which page, from 1. */
                PageNumber?: number;
                /** @description Records a page, at most 1000. */
                PageSize?: number;
                /** @description The only fields that entries are to have, with commas between them. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the number inventory, in the order of the numbers. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InventoryPage"];
                };
            };
        };
    };
    addInventoryNumbers: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewInventoryNumbers"];
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    removeInventoryNumbers: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InventorySet"];
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    moveInventoryNumbers: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InventoryMove"];
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    getInventoryNumber: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The number, with its + or without.
                 * @example +61395556880
                 */
                telephoneNumber: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get one number of the inventory */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InventoryNumber"];
                };
            };
        };
    };
    describeInventoryNumber: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The number, with its + or without.
                 * @example +61395556880
                 */
                telephoneNumber: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InventoryDescription"];
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    describeInventoryNumbers: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InventoryDescriptions"];
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    exportInventory: {
        parameters: {
            query?: {
                /** @description Numbers that begin so, as in `+613`. */
                numberPrefix?: string;
                /** @description The state they are in. */
                status?: "Available" | "Used" | "Used-Utility" | "Reserved" | "Cooling";
                /** @description The lowest node that they belong to. */
                locatedAt?: "Provider" | "Customer" | "Site";
                /** @description Only those of a customer, its sites included. */
                umpCustomerGuid?: string;
                /** @description Only those of a SIP connection. */
                siteGuid?: string;
                /** @description Only those that are uploaded to this Microsoft tenant. */
                msTenantId?: string;
                /** @description How they reach Teams; `none`: they do not. */
                internalNumberType?: "OperatorConnect" | "DirectRouting" | "CallingPlan" | "none";
                /** @description Whose they are; case does not matter. */
                vendor?: string;
                /** @description ISO country code of the numbers, or a dialling code. */
                country?: string;
                /** @description Only those with this label. */
                label?: string;
                /** @description Only those that are reserved for this owner. */
                owner?: string;
                /** @description Only those whose reservation or cooling ends before then (ISO 8601). */
                freeBefore?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Export the number inventory as CSV */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
        };
    };
    listNamedRanges: {
        parameters: {
            query?: {
                /** @description Only those with this in their name; case does not matter. */
                name?: string;
                /** @description Only those of a channel itself. */
                channelId?: number;
                /** @description Only those of a customer and its SIP connections. */
                umpCustomerGuid?: string;
                /** @description Only those of a SIP connection. */
                siteGuid?: string;
                /** @description Only those that this number is in. */
                number?: string;
                /** @description Those that ended instead. */
                ended?: boolean;
                /** @description Begun then or later, as in 2026-08-12T07:00:00Z. */
                createdSince?: string;
                /** @description Begun before, as in 2026-08-12T07:00:00Z. */
                createdUntil?: string;
                /** @description Ended then or later, as in 2026-08-12T07:00:00Z. */
                endedSince?: string;
                /** @description Ended before, as in 2026-08-12T07:00:00Z. */
                endedUntil?: string;
                /** @description The order, with `-` the other way round; default `first`. */
                sort?: "first" | "-first" | "name" | "-name" | "createdAt" | "-createdAt";
                /** @description `next` of the last answer, in place of a page number: nothing moves to another page meanwhile. */
                cursor?: string;
                /** @description Which page, from 1. */
                PageNumber?: number;
                /** @description Records a page, at most 1000. */
                PageSize?: number;
                /** @description The only fields that entries are to have, with commas between them. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of ranges. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NamedRangePage"];
                };
            };
        };
    };
    addNamedRange: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewNamedRange"];
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    getNamedRange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the range.
                 * @example 4a7c0b1e-58c4-4d10-8d9c-0f3d1f6f5a01
                 */
                rangeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get one named range */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NamedRangeDetail"];
                };
            };
        };
    };
    removeNamedRange: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Id of the range.
                 * @example 4a7c0b1e-58c4-4d10-8d9c-0f3d1f6f5a01
                 */
                rangeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    describeNamedRange: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Id of the range.
                 * @example 4a7c0b1e-58c4-4d10-8d9c-0f3d1f6f5a01
                 */
                rangeId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NamedRangeDescription"];
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    splitNamedRange: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Id of the range.
                 * @example 4a7c0b1e-58c4-4d10-8d9c-0f3d1f6f5a01
                 */
                rangeId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NamedRangeSplit"];
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    mergeNamedRanges: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NamedRangeMerge"];
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    reserveNumbers: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InventoryReservation"];
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    extendReservation: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InventoryExtension"];
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    endReservation: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InventorySet"];
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    listCustomers: {
        parameters: {
            query?: {
                /** @description Adds the sites (SIP connections). */
                allDetails?: boolean;
            };
            header?: {
                /** @description Only what belongs to customers of this channel. */
                "x-ovoc-channel-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them, in the order of their short names. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"][];
                };
            };
        };
    };
    createCustomer: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCustomer"];
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    listLeads: {
        parameters: {
            query?: {
                /**
                 * @description Microsoft tenant id (GUID) of the customer.
                 * @example c1a7e2d0-1111-4a61-9b01-0000000000a1
                 */
                msTenantId?: string;
                /** @description As Microsoft has it. */
                status?: "Active" | "NotActive" | "Suspended" | "Removed";
                /** @description Whether we made it without consent. */
                isDirectLead?: boolean;
                /** @description Whether the tenant is a customer. */
                isLicensed?: boolean;
                /** @description How the name of the company begins. */
                companyName?: string;
                /**
                 * @description Only leads that were consented since then (ISO 8601).
                 * @example 2024-04-03T00:00:00Z
                 */
                consentedSince?: string;
                /**
                 * @description Only leads that were changed since then (ISO 8601).
                 * @example 2024-04-03T00:00:00Z
                 */
                modifiedSince?: string;
                /** @description When we know no such lead: asks Microsoft before it answers. At most 120 requests a minute that ask Microsoft or an SBC. */
                checkOnline?: boolean;
                /** @description Changed then or later, as in 2026-08-12T07:00:00Z. */
                updatedSince?: string;
                /** @description Changed before, as in 2026-08-12T07:00:00Z. */
                updatedUntil?: string;
                /** @description The order, with `-` the other way round; default `createdAt`. */
                sort?: "createdAt" | "-createdAt" | "consentedOn" | "-consentedOn" | "lastModifiedOn" | "-lastModifiedOn";
                /** @description `next` of the last answer, in place of a page number: nothing moves to another page meanwhile. */
                cursor?: string;
                /** @description Which page, from 1. */
                PageNumber?: number;
                /** @description Records a page, at most 1000. */
                PageSize?: number;
                /** @description The only fields that entries are to have, with commas between them. */
                fields?: string;
            };
            header?: {
                /** @description Only what belongs to customers of this channel. */
                "x-ovoc-channel-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of leads. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadPage"];
                };
            };
        };
    };
    createLead: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewLead"];
            };
        };
        responses: {
            /** @description A Microsoft tenant that consented to us as its operator, or that we added without its consent. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lead"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    deleteLead: {
        parameters: {
            query: {
                /**
                 * @description Microsoft tenant id, or the id of the lead.
                 * @example c1a7e2d0-1111-4a61-9b01-0000000000a1
                 */
                msTenantId: string;
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    licenseLead: {
        parameters: {
            query: {
                /**
                 * @description Microsoft tenant id of the lead, or the id of the lead.
                 * @example c1a7e2d0-1111-4a61-9b01-0000000000a1
                 */
                msTenantId: string;
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LeadChange"];
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    getCustomer: {
        parameters: {
            query?: {
                /** @description Adds the sites (SIP connections). */
                allDetails?: boolean;
            };
            header?: never;
            path: {
                /**
                 * @description The id of the customer (`umpCustomerGuid`).
                 * @example da68eafc-5a42-4a3b-9d0e-6c1b5f6f0a11
                 */
                customerGuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A customer (service). */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerDetails"];
                };
            };
        };
    };
    deleteCustomer: {
        parameters: {
            query?: {
                /** @description Releases the numbers of the customer first. Numbers that are assigned must be unassigned before. */
                releaseNumbers?: boolean;
                /** @description With `releaseNumbers`: false leaves Microsoft out, for a tenant that is gone there. */
                removeFromOperatorConnect?: boolean;
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The id of the customer (`umpCustomerGuid`).
                 * @example da68eafc-5a42-4a3b-9d0e-6c1b5f6f0a11
                 */
                customerGuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    changeCustomer: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The id of the customer (`umpCustomerGuid`).
                 * @example da68eafc-5a42-4a3b-9d0e-6c1b5f6f0a11
                 */
                customerGuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": number;
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    getLead: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the lead.
                 * @example da68eafc-4a1e-4d6e-9c52-6f2a0a4b7c11
                 */
                leadid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A Microsoft tenant that consented to us as its operator, or that we added without its consent. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lead"];
                };
            };
        };
    };
    synchronizeLeads: {
        parameters: {
            query?: {
                /**
                 * @description Microsoft tenant id (GUID) of the customer.
                 * @example c1a7e2d0-1111-4a61-9b01-0000000000a1
                 */
                msTenantId?: string;
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    validateTenant: {
        parameters: {
            query: {
                /**
                 * @description The id to validate (GUID).
                 * @example c1a7e2d0-1111-4a61-9b01-0000000000a1
                 */
                msTenantId: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether a Microsoft tenant exists, and what is known of it in your part of the tree. One of another part looks like one that nobody knows. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantValidation"];
                };
            };
        };
    };
    upgradeCustomer: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The id of the customer (`umpCustomerGuid`).
                 * @example da68eafc-5a42-4a3b-9d0e-6c1b5f6f0a11
                 */
                customerGuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LicenceUpgrade"];
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    getLicenseInfo: {
        parameters: {
            query?: {
                /** @description Months of history. */
                nrOfMonths?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The id of the customer (`umpCustomerGuid`).
                 * @example da68eafc-5a42-4a3b-9d0e-6c1b5f6f0a11
                 */
                customerGuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Day by day. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LicenceInfo"][];
                };
            };
        };
    };
    listLicensedUsers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the customer (`umpCustomerGuid`).
                 * @example da68eafc-5a42-4a3b-9d0e-6c1b5f6f0a11
                 */
                customerGuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By name. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LicensedUser"][];
                };
            };
        };
    };
    unassignNumbers: {
        parameters: {
            query: {
                /**
                 * @description Microsoft tenant id (GUID) of the customer.
                 * @example c1a7e2d0-1111-4a61-9b01-0000000000a1
                 */
                msTenantId: string;
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnassignNumbers"];
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    provisionUser: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The id of the customer (`umpCustomerGuid`).
                 * @example da68eafc-5a42-4a3b-9d0e-6c1b5f6f0a11
                 */
                customerGuid: string;
                /**
                 * @description SIP address of the user, with or without `sip:`.
                 * @example sip:amit.cohen@negevrobotics.example
                 */
                sipAddress: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProvisionUser"];
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    listUsers: {
        parameters: {
            query?: {
                /** @description The order, with `-` the other way round; default `userPrincipalName`. */
                sort?: "userPrincipalName" | "-userPrincipalName" | "lineUri" | "-lineUri";
                /** @description `next` of the last answer, in place of a page number: nothing moves to another page meanwhile. */
                cursor?: string;
                /** @description Which page, from 1. */
                PageNumber?: number;
                /** @description Users a page, 2 to 10000. */
                PageSize?: number;
                /** @description The only fields that entries are to have, with commas between them. */
                fields?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The id of the customer (`umpCustomerGuid`).
                 * @example da68eafc-5a42-4a3b-9d0e-6c1b5f6f0a11
                 */
                customerGuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of users. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantUserPage"];
                };
            };
        };
    };
    listCivicAddresses: {
        parameters: {
            query: {
                /**
                 * @description Microsoft tenant id (GUID) of the customer.
                 * @example c1a7e2d0-1111-4a61-9b01-0000000000a1
                 */
                msTenantId: string;
                /** @description Asks Microsoft first; else the answer is what was last seen there. The header Location leads to the task that asked. At most 120 requests a minute that ask Microsoft or an SBC. */
                checkOnline?: boolean;
                /** @description Seen at Microsoft then or later, as in 2026-08-12T07:00:00Z. */
                updatedSince?: string;
                /** @description Seen at Microsoft before, as in 2026-08-12T07:00:00Z. */
                updatedUntil?: string;
                /** @description The order, with `-` the other way round; default `id`. */
                sort?: "id" | "-id" | "country" | "-country" | "seenAt" | "-seenAt";
                /** @description `next` of the last answer, in place of a page number: nothing moves to another page meanwhile. */
                cursor?: string;
                /** @description Which page, from 1. */
                PageNumber?: number;
                /** @description Records a page, at most 1000. */
                PageSize?: number;
                /** @description The only fields that entries are to have, with commas between them. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of civic addresses. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CivicAddressPage"];
                };
            };
        };
    };
    getCivicAddress: {
        parameters: {
            query: {
                /**
                 * @description Microsoft tenant id (GUID) of the customer.
                 * @example c1a7e2d0-1111-4a61-9b01-0000000000a1
                 */
                msTenantId: string;
                /** @description Asks Microsoft first; else the answer is what was last seen there. The header Location leads to the task that asked. At most 120 requests a minute that ask Microsoft or an SBC. */
                checkOnline?: boolean;
            };
            header?: never;
            path: {
                /**
                 * @description Id of the civic address.
                 * @example 815aa0c1-cc95-425f-8315-11757c906aec
                 */
                civicaddressid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An emergency address of a tenant, with the places within it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CivicAddress"];
                };
            };
        };
    };
    listCivicAddressesOfCustomer: {
        parameters: {
            query?: {
                /** @description Asks Microsoft first; else the answer is what was last seen there. The header Location leads to the task that asked. At most 120 requests a minute that ask Microsoft or an SBC. */
                checkOnline?: boolean;
                /** @description Seen at Microsoft then or later, as in 2026-08-12T07:00:00Z. */
                updatedSince?: string;
                /** @description Seen at Microsoft before, as in 2026-08-12T07:00:00Z. */
                updatedUntil?: string;
                /** @description The order, with `-` the other way round; default `id`. */
                sort?: "id" | "-id" | "country" | "-country" | "seenAt" | "-seenAt";
                /** @description `next` of the last answer, in place of a page number: nothing moves to another page meanwhile. */
                cursor?: string;
                /** @description Which page, from 1. */
                PageNumber?: number;
                /** @description Records a page, at most 1000. */
                PageSize?: number;
                /** @description The only fields that entries are to have, with commas between them. */
                fields?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The id of the customer (`umpCustomerGuid`).
                 * @example da68eafc-5a42-4a3b-9d0e-6c1b5f6f0a11
                 */
                customerGuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of civic addresses. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CivicAddressPage"];
                };
            };
        };
    };
    getNumberImport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The task of the import.
                 * @example imp_019a2f60-6f0e-7c0a-9a51-3f2b8d1c7e90
                 */
                taskid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What became of an import. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NumberImport"];
                };
            };
        };
    };
    getNumberImportResult: {
        parameters: {
            query?: {
                /** @description Only rows that failed, were canceled or were taken back. */
                only?: "failed";
            };
            header?: never;
            path: {
                /**
                 * @description The task of the import.
                 * @example imp_019a2f60-6f0e-7c0a-9a51-3f2b8d1c7e90
                 */
                taskid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get the result of an import as CSV */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
        };
    };
    listJobs: {
        parameters: {
            query?: {
                /**
                 * @description Microsoft tenant id (GUID) of the customer.
                 * @example c1a7e2d0-1111-4a61-9b01-0000000000a1
                 */
                msTenantId?: string;
                /** @description Only jobs of this task. */
                taskId?: string;
                /** @description What the job does. */
                type?: "upload" | "release";
                /** @description As the job shows it, such as InProgress. */
                status?: string;
                /** @description Started then or later, as in 2026-08-12T07:00:00Z. */
                startedSince?: string;
                /** @description Started before, as in 2026-08-12T07:00:00Z. */
                startedUntil?: string;
                /** @description Ended then or later, as in 2026-08-12T07:00:00Z. */
                finishedSince?: string;
                /** @description Ended before, as in 2026-08-12T07:00:00Z. */
                finishedUntil?: string;
                /** @description The order, with `-` the other way round; default `-startedAt`. */
                sort?: "startedAt" | "-startedAt";
                /** @description `next` of the last answer, in place of a page number: nothing moves to another page meanwhile. */
                cursor?: string;
                /** @description Which page, from 1. */
                PageNumber?: number;
                /** @description Records a page, at most 1000. */
                PageSize?: number;
                /** @description The only fields that entries are to have, with commas between them. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of jobs. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobPage"];
                };
            };
        };
    };
    getJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Microsoft's id of the job, or our operation id.
                 * @example 899c58a5-92df-4e93-a142-a35e72b7b743
                 */
                jobid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A job at Microsoft behind an upload or a release, as it was last seen. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
        };
    };
    updateCapabilities: {
        parameters: {
            query: {
                /**
                 * @description Microsoft tenant id (GUID) of the customer.
                 * @example c1a7e2d0-1111-4a61-9b01-0000000000a1
                 */
                msTenantId: string;
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeCapabilities"];
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    changeEmergencyLocation: {
        parameters: {
            query: {
                /**
                 * @description Microsoft tenant id (GUID) of the customer.
                 * @example c1a7e2d0-1111-4a61-9b01-0000000000a1
                 */
                msTenantId: string;
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeEmergencyLocation"];
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    exportNumbers: {
        parameters: {
            query?: {
                /**
                 * @description Microsoft tenant id (GUID) of the customer.
                 * @example c1a7e2d0-1111-4a61-9b01-0000000000a1
                 */
                msTenantId?: string;
                /** @description Active, ReleaseRequested, MarkedForRemoval, ReadyForRemoval; blanks between the words are fine, and so is the integer that records have. */
                acquiredNumberStatus?: "Active" | "ReleaseRequested" | "MarkedForRemoval" | "ReadyForRemoval";
                /** @description Numbers that begin so, as in `+613`. */
                numberPrefix?: string;
                /** @description ISO country code of the numbers, or a dialling code. */
                country?: string;
                /** @description webapi, webui, ocsync. */
                source?: "webapi" | "webui" | "ocsync";
                /** @description Unassigned, Unknown, UserAssigned, ConferenceAssigned, VoiceApp, ThirdPartyAppAssigned, PolicyAssigned; Microsoft's words for them as well. */
                assignmentStatus?: string;
                /** @description Id of a calling profile. */
                callingProfileId?: string;
                /** @description Id of a customer. */
                umpCustomerGuid?: string;
                /** @description State in the number inventory. */
                inventoryStatus?: "Available" | "Used" | "Used-Utility" | "Reserved" | "Cooling";
                /** @description Id of the SIP connection where the inventory locates them. */
                siteGuid?: string;
                /** @description Label in the number inventory. */
                label?: string;
                /** @description This number alone. */
                telephoneNumber?: string;
            };
            header?: {
                /** @description Only what belongs to customers of this channel. */
                "x-ovoc-channel-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Export numbers as CSV */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
        };
    };
    getNumberHistory: {
        parameters: {
            query?: {
                /** @description Changed then or later, as in 2026-08-12T07:00:00Z. */
                changedSince?: string;
                /** @description Changed before, as in 2026-08-12T07:00:00Z. */
                changedUntil?: string;
                /** @description The order, with `-` the other way round; default `-at`. */
                sort?: "at" | "-at";
                /** @description `next` of the last answer, in place of a page number: nothing moves to another page meanwhile. */
                cursor?: string;
                /** @description Which page, from 1. */
                PageNumber?: number;
                /** @description Records a page, at most 1000. */
                PageSize?: number;
                /** @description The only fields that entries are to have, with commas between them. */
                fields?: string;
            };
            header?: never;
            path: {
                /**
                 * @description E.164; the + may be sent raw, encoded, or left out, and blanks and hyphens do not matter.
                 * @example +61395556880
                 */
                phonenumber: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the changes of a number, newest first. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NumberChangePage"];
                };
            };
        };
    };
    getNumberPast: {
        parameters: {
            query?: {
                /** @description The moment; without it now, as in 2026-08-12T07:00:00Z. */
                at?: string;
            };
            header?: never;
            path: {
                /**
                 * @description E.164.
                 * @example +61395556880
                 */
                phonenumber: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A number as it was at a moment. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NumberPast"];
                };
            };
        };
    };
    exportNumberHistory: {
        parameters: {
            query?: {
                /** @description Changed then or later, as in 2026-08-12T07:00:00Z. */
                from?: string;
                /** @description Changed before, as in 2026-08-12T07:00:00Z. */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Export the changes of numbers in a period as CSV */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
        };
    };
    uploadNumberRange: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UploadNumberRange"];
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    releaseNumberRange: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReleaseNumberRange"];
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    listNumbers: {
        parameters: {
            query?: {
                /**
                 * @description Microsoft tenant id (GUID) of the customer.
                 * @example c1a7e2d0-1111-4a61-9b01-0000000000a1
                 */
                msTenantId?: string;
                /** @description Active, ReleaseRequested, MarkedForRemoval, ReadyForRemoval; blanks between the words are fine, and so is the integer that records have. */
                acquiredNumberStatus?: "Active" | "ReleaseRequested" | "MarkedForRemoval" | "ReadyForRemoval";
                /** @description Numbers that begin so, as in `+613`. */
                numberPrefix?: string;
                /** @description ISO country code of the numbers, or a dialling code. */
                country?: string;
                /** @description webapi, webui, ocsync. */
                source?: "webapi" | "webui" | "ocsync";
                /** @description Unassigned, Unknown, UserAssigned, ConferenceAssigned, VoiceApp, ThirdPartyAppAssigned, PolicyAssigned; Microsoft's words for them as well. */
                assignmentStatus?: string;
                /** @description Id of a calling profile. */
                callingProfileId?: string;
                /** @description Id of a customer. */
                umpCustomerGuid?: string;
                /** @description State in the number inventory. */
                inventoryStatus?: "Available" | "Used" | "Used-Utility" | "Reserved" | "Cooling";
                /** @description Id of the SIP connection where the inventory locates them. */
                siteGuid?: string;
                /** @description Label in the number inventory. */
                label?: string;
                /** @description Made then or later, as in 2026-08-12T07:00:00Z. */
                createdSince?: string;
                /** @description Made before, as in 2026-08-12T07:00:00Z. */
                createdUntil?: string;
                /** @description Changed then or later, as in 2026-08-12T07:00:00Z. */
                updatedSince?: string;
                /** @description Changed before, as in 2026-08-12T07:00:00Z. */
                updatedUntil?: string;
                /** @description The order, with `-` the other way round; default `acquired`. */
                sort?: "acquired" | "-acquired" | "telephoneNumber" | "-telephoneNumber";
                /** @description `next` of the last answer, in place of a page number: nothing moves to another page meanwhile. */
                cursor?: string;
                /** @description Which page, from 1. */
                PageNumber?: number;
                /** @description Records a page, at most 1000. */
                PageSize?: number;
                /** @description The only fields that entries are to have, with commas between them. */
                fields?: string;
            };
            header?: {
                /** @description Only what belongs to customers of this channel. */
                "x-ovoc-channel-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of numbers. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NumberPage"];
                };
            };
        };
    };
    getNumber: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description E.164; the + may be sent raw, encoded, or left out, and blanks and hyphens do not matter.
                 * @example +61395556880
                 */
                phonenumber: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A number that a tenant holds, and the customer behind the tenant. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NumberRecord"];
                };
            };
        };
    };
    validateNumbers: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ValidateNumbers"];
            };
        };
        responses: {
            /** @description Validate numbers for a customer */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NumberVerdicts"];
                };
            };
        };
    };
    listNumberingOverrides: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the provider declared beside the tables of numbering plans. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NumberingOverridesAnswer"];
                };
            };
        };
    };
    setNumberingOverrides: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NumberingOverrides"];
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    releaseNumbers: {
        parameters: {
            query: {
                /**
                 * @description Microsoft tenant id (GUID) of the customer.
                 * @example c1a7e2d0-1111-4a61-9b01-0000000000a1
                 */
                msTenantId: string;
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReleaseNumbers"];
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    confirmRemoval: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RemovalRequest"];
            };
        };
        responses: {
            /** @description Confirm numbers for removal */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemovalAnswer"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    clearRemovalStatus: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RemovalRequest"];
            };
        };
        responses: {
            /** @description Clear the removal status of numbers */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemovalAnswer"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    clearNumberRemovalStatus: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RemovalRequest"];
            };
        };
        responses: {
            /** @description Clear the removal status of numbers */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemovalAnswer"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    getRemovalSummary: {
        parameters: {
            query?: {
                /**
                 * @description Microsoft tenant id (GUID) of the customer.
                 * @example c1a7e2d0-1111-4a61-9b01-0000000000a1
                 */
                msTenantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Count the numbers on their way out */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemovalSummary"];
                };
            };
        };
    };
    synchronizeNumbers: {
        parameters: {
            query?: {
                /**
                 * @description Microsoft tenant id (GUID) of the customer.
                 * @example c1a7e2d0-1111-4a61-9b01-0000000000a1
                 */
                msTenantId?: string;
                /** @description How many of a tenant's numbers may be marked for removal without an approval, in percent, where that is less than the brake says. It counts from 100 numbers on. */
                removalPercentMax?: number;
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    uploadNumbers: {
        parameters: {
            query: {
                /**
                 * @description Microsoft tenant id (GUID) of the customer.
                 * @example c1a7e2d0-1111-4a61-9b01-0000000000a1
                 */
                msTenantId: string;
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UploadNumbers"];
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    confirmOnlinePstnGateway: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The id of the customer (`umpCustomerGuid`).
                 * @example da68eafc-5a42-4a3b-9d0e-6c1b5f6f0a11
                 */
                customerGuid: string;
                /**
                 * @description From the answer to adding it.
                 * @example 7a5f7e44-0bb0-4f66-9d0a-3f3f2f0a9c11
                 */
                correlationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A request for a gateway. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OnlinePstnGatewayReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    listOnlinePstnGateways: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the customer (`umpCustomerGuid`).
                 * @example da68eafc-5a42-4a3b-9d0e-6c1b5f6f0a11
                 */
                customerGuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the online PSTN gateways of a customer */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OnlinePstnGateway"][];
                };
            };
        };
    };
    addOnlinePstnGateway: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The id of the customer (`umpCustomerGuid`).
                 * @example da68eafc-5a42-4a3b-9d0e-6c1b5f6f0a11
                 */
                customerGuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OnlinePstnGatewayRequest"];
            };
        };
        responses: {
            /** @description A request for a gateway. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OnlinePstnGatewayReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    listDialPlans: {
        parameters: {
            query?: {
                /** @description Adds the rules. */
                allDetails?: boolean;
            };
            header?: never;
            path: {
                /**
                 * @description The id of the customer (`umpCustomerGuid`).
                 * @example da68eafc-5a42-4a3b-9d0e-6c1b5f6f0a11
                 */
                customerGuid: string;
                /**
                 * @description The id of the SIP connection (`siteGuid`).
                 * @example 3f2d8f0e-6a0b-4d9c-9a77-0a4f6a4d2b10
                 */
                siteGuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the dial plans of a SIP connection */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DialPlan"][];
                };
            };
        };
    };
    getDialPlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the customer (`umpCustomerGuid`).
                 * @example da68eafc-5a42-4a3b-9d0e-6c1b5f6f0a11
                 */
                customerGuid: string;
                /**
                 * @description The id of the SIP connection (`siteGuid`).
                 * @example 3f2d8f0e-6a0b-4d9c-9a77-0a4f6a4d2b10
                 */
                siteGuid: string;
                /**
                 * @description Name of the dial plan.
                 * @example CustDialPlan
                 */
                dialPlanId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A dial plan of an SBC, with the rules of one SIP connection. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DialPlan"];
                };
            };
        };
    };
    deleteDialPlan: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The id of the customer (`umpCustomerGuid`).
                 * @example da68eafc-5a42-4a3b-9d0e-6c1b5f6f0a11
                 */
                customerGuid: string;
                /**
                 * @description The id of the SIP connection (`siteGuid`).
                 * @example 3f2d8f0e-6a0b-4d9c-9a77-0a4f6a4d2b10
                 */
                siteGuid: string;
                /**
                 * @description Name of the dial plan.
                 * @example CustDialPlan
                 */
                dialPlanId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    modifyDialPlan: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The id of the customer (`umpCustomerGuid`).
                 * @example da68eafc-5a42-4a3b-9d0e-6c1b5f6f0a11
                 */
                customerGuid: string;
                /**
                 * @description The id of the SIP connection (`siteGuid`).
                 * @example 3f2d8f0e-6a0b-4d9c-9a77-0a4f6a4d2b10
                 */
                siteGuid: string;
                /**
                 * @description Name of the dial plan.
                 * @example CustDialPlan
                 */
                dialPlanId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DialPlanChange"];
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    matchDialPlan: {
        parameters: {
            query: {
                /**
                 * @description The number as it is called.
                 * @example +97239753000
                 */
                number: string;
            };
            header?: never;
            path: {
                /**
                 * @description The id of the customer (`umpCustomerGuid`).
                 * @example da68eafc-5a42-4a3b-9d0e-6c1b5f6f0a11
                 */
                customerGuid: string;
                /**
                 * @description The id of the SIP connection (`siteGuid`).
                 * @example 3f2d8f0e-6a0b-4d9c-9a77-0a4f6a4d2b10
                 */
                siteGuid: string;
                /**
                 * @description Name of the dial plan.
                 * @example CustDialPlan
                 */
                dialPlanId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where a number would go. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DialPlanMatch"];
                };
            };
        };
    };
    listScriptTemplates: {
        parameters: {
            query?: {
                /** @description Which page, from 0. */
                PageNumber?: number;
                /** @description Templates a page. */
                PageSize?: number;
                /** @description `Any`, `SBC` or `M365`, or the type that templates show; default Any. */
                scriptType?: string;
                /** @description Adds description, script and customer variables. */
                allDetails?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List script templates */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScriptTemplate"][];
                };
            };
        };
    };
    createScriptTemplate: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScriptTemplateRequest"];
            };
        };
        responses: {
            /** @description A script template, and what it comes to. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedScriptTemplate"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    getScriptTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the template.
                 * @example 10099
                 */
                templateId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A script template, and what it comes to. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedScriptTemplate"];
                };
            };
        };
    };
    deleteScriptTemplate: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The id of the template.
                 * @example 10099
                 */
                templateId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeleteScriptTemplateAnswer"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    editScriptTemplate: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The id of the template.
                 * @example 10099
                 */
                templateId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScriptTemplateRequest"];
            };
        };
        responses: {
            /** @description A script template, and what it comes to. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedScriptTemplate"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    previewScript: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScriptPreviewRequest"];
            };
        };
        responses: {
            /** @description What a script comes to. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScriptPreview"];
                };
            };
        };
    };
    listSiteLocations: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the customer (`umpCustomerGuid`).
                 * @example da68eafc-5a42-4a3b-9d0e-6c1b5f6f0a11
                 */
                customerGuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the SIP connections of a customer */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteLocation"][];
                };
            };
        };
    };
    addSiteLocation: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The id of the customer (`umpCustomerGuid`).
                 * @example da68eafc-5a42-4a3b-9d0e-6c1b5f6f0a11
                 */
                customerGuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SiteLocationRequest"];
            };
        };
        responses: {
            /** @description The SIP connection and the task that changes it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteLocationReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    modifySiteLocationOfCustomer: {
        parameters: {
            query?: {
                /** @description The SIP connection; may be left out when the customer has only one. */
                sbcSiteGuid?: string;
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The id of the customer (`umpCustomerGuid`).
                 * @example da68eafc-5a42-4a3b-9d0e-6c1b5f6f0a11
                 */
                customerGuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SiteLocationRequest"];
            };
        };
        responses: {
            /** @description The SIP connection and the task that changes it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteLocationReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    getSiteLocation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the SIP connection (`siteGuid`).
                 * @example 3f2d8f0e-6a0b-4d9c-9a77-0a4f6a4d2b10
                 */
                siteGuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A SIP connection of a customer on one SBC. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteLocation"];
                };
            };
        };
    };
    deleteSiteLocation: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The id of the SIP connection (`siteGuid`).
                 * @example 3f2d8f0e-6a0b-4d9c-9a77-0a4f6a4d2b10
                 */
                siteGuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tasks that take a SIP connection away. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteLocationRemoval"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    modifySiteLocation: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The id of the customer (`umpCustomerGuid`).
                 * @example da68eafc-5a42-4a3b-9d0e-6c1b5f6f0a11
                 */
                customerGuid: string;
                /**
                 * @description The id of the SIP connection (`siteGuid`).
                 * @example 3f2d8f0e-6a0b-4d9c-9a77-0a4f6a4d2b10
                 */
                siteGuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SiteLocationRequest"];
            };
        };
        responses: {
            /** @description The SIP connection and the task that changes it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteLocationReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    listCallingProfiles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallingProfile"][];
                };
            };
        };
    };
    listFreezes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them, by their beginning. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FreezeWindow"][];
                };
            };
        };
    };
    addFreeze: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFreezeWindow"];
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    endFreeze: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description As `freezeId` in the list. */
                freezeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    getSbcQualification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description As `sbcId` in the list.
                 * @example 8
                 */
                sbcId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get the qualification of an SBC */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SbcQualification"];
                };
            };
        };
    };
    qualifySbc: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description As `sbcId` in the list.
                 * @example 8
                 */
                sbcId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    listSbcChanges: {
        parameters: {
            query?: {
                /** @description The `changeId` to go on behind. */
                before?: string;
                /** @description The most to show. */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description As `sbcId` in the list.
                 * @example 8
                 */
                sbcId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description At most `limit` of them. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SbcChange"][];
                };
            };
        };
    };
    getSbcChange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description As `sbcId` in the list.
                 * @example 8
                 */
                sbcId: string;
                /** @description As `changeId` in the list. */
                changeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get one change of an SBC */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SbcChangeDetails"];
                };
            };
        };
    };
    undoSbcChanges: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description As `sbcId` in the list.
                 * @example 8
                 */
                sbcId: string;
                /** @description As `changeId` in the list. */
                changeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    planSbcChange: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description As `sbcId` in the list.
                 * @example 8
                 */
                sbcId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlannedChange"];
            };
        };
        responses: {
            /** @description Plan a change of an SBC */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SbcChangePlan"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    listSbcDevices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List SBC devices */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SbcDevice"][];
                };
            };
        };
    };
    registerSbc: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SbcRegistration"];
            };
        };
        responses: {
            /** @description Register an SBC */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SbcAnswer"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    getSbcDevice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description As `sbcId` in the list.
                 * @example 8
                 */
                sbcId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get one SBC */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SbcDetails"];
                };
            };
        };
    };
    removeSbc: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description As `sbcId` in the list.
                 * @example 8
                 */
                sbcId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove an SBC */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SbcAnswer"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    changeSbc: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description As `sbcId` in the list.
                 * @example 8
                 */
                sbcId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SbcSettings"];
            };
        };
        responses: {
            /** @description Change an SBC */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SbcAnswer"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    rotateSbcCredentials: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description As `sbcId` in the list.
                 * @example 8
                 */
                sbcId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SbcCredentials"];
            };
        };
        responses: {
            /** @description Rotate the credentials of an SBC */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SbcAnswer"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    getSbcHealth: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description As `sbcId` in the list.
                 * @example 8
                 */
                sbcId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get the health of an SBC */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SbcHealth"];
                };
            };
        };
    };
    testSbc: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description As `sbcId` in the list.
                 * @example 8
                 */
                sbcId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Test the connection to an SBC */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SbcAnswer"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    restoreSbc: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description As `sbcId` in the list.
                 * @example 8
                 */
                sbcId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    mapCallingProfiles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Map calling profiles to SBC devices */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallingProfileMapping"][];
                };
            };
        };
    };
    listAllocations: {
        parameters: {
            query?: {
                /** @description Made then or later, as in 2026-08-12T07:00:00Z. */
                createdSince?: string;
                /** @description Made before, as in 2026-08-12T07:00:00Z. */
                createdUntil?: string;
                /** @description The order, with `-` the other way round; default `createdAt`. */
                sort?: "createdAt" | "-createdAt";
                /** @description `next` of the last answer, in place of a page number: nothing moves to another page meanwhile. */
                cursor?: string;
                /** @description Which page, from 1. */
                PageNumber?: number;
                /** @description Records a page, at most 1000. */
                PageSize?: number;
                /** @description Only of this kind. */
                kind?: "number" | "gateway" | "tag" | "proxy-set" | "dial-plan" | "sbc";
                /** @description Only those of this channel itself. */
                channelId?: number;
                /** @description Only those of this customer. */
                umpCustomerGuid?: string;
                /** @description The only fields that entries are to have, with commas between them. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of allocations, the oldest first. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AllocationPage"];
                };
            };
        };
    };
    addAllocation: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAllocation"];
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    getAllocation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the allocation.
                 * @example 6a5a0a2e-58c4-4d10-8d9c-0f3d1f6f5a01
                 */
                allocationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a node of the tree may use: a channel, a customer, or with neither of them the whole provider. Numbers and gateways are for one node; at the provider they are for nobody below it. All else may be given to several, and those below a node have it too. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Allocation"];
                };
            };
        };
    };
    removeAllocation: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Id of the allocation.
                 * @example 6a5a0a2e-58c4-4d10-8d9c-0f3d1f6f5a01
                 */
                allocationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    listEvents: {
        parameters: {
            query?: {
                /** @description Where you were: `next` of the last answer, or the `id` of an event. Without it the log begins where it is kept from; `latest` is where it ends now. */
                after?: string;
                /** @description Events at most. */
                limit?: number;
                /** @description Only these types, with commas between them; `task.*` is all that begin so. */
                types?: string;
                /** @description Seconds for which the answer may wait for the next event. */
                wait?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events in their order. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPage"];
                };
            };
        };
    };
    listWebhooks: {
        parameters: {
            query?: {
                /** @description Made then or later, as in 2026-08-12T07:00:00Z. */
                createdSince?: string;
                /** @description Made before, as in 2026-08-12T07:00:00Z. */
                createdUntil?: string;
                /** @description Changed then or later, as in 2026-08-12T07:00:00Z. */
                updatedSince?: string;
                /** @description Changed before, as in 2026-08-12T07:00:00Z. */
                updatedUntil?: string;
                /** @description The order, with `-` the other way round; default `createdAt`. */
                sort?: "createdAt" | "-createdAt";
                /** @description `next` of the last answer, in place of a page number: nothing moves to another page meanwhile. */
                cursor?: string;
                /** @description Which page, from 1. */
                PageNumber?: number;
                /** @description Records a page, at most 1000. */
                PageSize?: number;
                /** @description The only fields that entries are to have, with commas between them. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of webhooks, the first made first. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookPage"];
                };
            };
        };
    };
    addWebhook: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWebhook"];
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    getWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the webhook.
                 * @example 5b7f1f0c-8c1f-4a6a-9d7b-9a4f0d3c2b10
                 */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Somebody who is sent events. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
        };
    };
    removeWebhook: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Id of the webhook.
                 * @example 5b7f1f0c-8c1f-4a6a-9d7b-9a4f0d3c2b10
                 */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    changeWebhook: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Id of the webhook.
                 * @example 5b7f1f0c-8c1f-4a6a-9d7b-9a4f0d3c2b10
                 */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookChange"];
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    testWebhook: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Id of the webhook.
                 * @example 5b7f1f0c-8c1f-4a6a-9d7b-9a4f0d3c2b10
                 */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    redeliverEvents: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Id of the webhook.
                 * @example 5b7f1f0c-8c1f-4a6a-9d7b-9a4f0d3c2b10
                 */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Redelivery"];
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /** @description `failed` after the last attempt. */
                state?: "pending" | "delivered" | "failed";
                /** @description Made then or later, as in 2026-08-12T07:00:00Z. */
                createdSince?: string;
                /** @description Made before, as in 2026-08-12T07:00:00Z. */
                createdUntil?: string;
                /** @description Last tried then or later, as in 2026-08-12T07:00:00Z. */
                updatedSince?: string;
                /** @description Last tried before, as in 2026-08-12T07:00:00Z. */
                updatedUntil?: string;
                /** @description The order, with `-` the other way round; default `-createdAt`. */
                sort?: "createdAt" | "-createdAt";
                /** @description `next` of the last answer, in place of a page number: nothing moves to another page meanwhile. */
                cursor?: string;
                /** @description Which page, from 1. */
                PageNumber?: number;
                /** @description Records a page, at most 1000. */
                PageSize?: number;
                /** @description The only fields that entries are to have, with commas between them. */
                fields?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Id of the webhook.
                 * @example 5b7f1f0c-8c1f-4a6a-9d7b-9a4f0d3c2b10
                 */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of deliveries, the last event first. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryPage"];
                };
            };
        };
    };
    listBrakes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Brake"][];
                };
            };
        };
    };
    setBrakes: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Brakes"];
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    listCallers: {
        parameters: {
            query?: {
                /** @description Registered then or later, as in 2026-08-12T07:00:00Z. */
                createdSince?: string;
                /** @description Registered before, as in 2026-08-12T07:00:00Z. */
                createdUntil?: string;
                /** @description Last called then or later, as in 2026-08-12T07:00:00Z. */
                usedSince?: string;
                /** @description Last called before, as in 2026-08-12T07:00:00Z. */
                usedUntil?: string;
                /** @description The order, with `-` the other way round; default `createdAt`. */
                sort?: "createdAt" | "-createdAt" | "name" | "-name";
                /** @description `next` of the last answer, in place of a page number: nothing moves to another page meanwhile. */
                cursor?: string;
                /** @description Which page, from 1. */
                PageNumber?: number;
                /** @description Records a page, at most 1000. */
                PageSize?: number;
                /** @description Only those that act for this channel itself. */
                channelId?: number;
                /** @description Only those that act for this customer. */
                umpCustomerGuid?: string;
                /** @description The only fields that entries are to have, with commas between them. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of applications, the first registered first. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisteredCallerPage"];
                };
            };
        };
    };
    addCaller: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCaller"];
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    getCaller: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the registration.
                 * @example 0d2f6c1e-7a34-4a0e-9b55-6f1f0c6f7a11
                 */
                callerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An application that may call this API, and the node of the tree that it acts for: a channel, a customer, or with neither of them the whole provider. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisteredCaller"];
                };
            };
        };
    };
    removeCaller: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Id of the registration.
                 * @example 0d2f6c1e-7a34-4a0e-9b55-6f1f0c6f7a11
                 */
                callerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    changeCaller: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Id of the registration.
                 * @example 0d2f6c1e-7a34-4a0e-9b55-6f1f0c6f7a11
                 */
                callerId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CallerChange"];
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    assignChannel: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChannelAssignment"];
            };
        };
        responses: {
            /** @description Assign a lead or a customer to a channel */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelAssigned"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    removeFromChannel: {
        parameters: {
            query?: {
                /**
                 * @description Microsoft tenant id (GUID) of the customer.
                 * @example c1a7e2d0-1111-4a61-9b01-0000000000a1
                 */
                msTenantId?: string;
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove a lead from its channel */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelRemoved"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    listChannels: {
        parameters: {
            query?: {
                /** @description Made then or later, as in 2026-08-12T07:00:00Z. */
                createdSince?: string;
                /** @description Made before, as in 2026-08-12T07:00:00Z. */
                createdUntil?: string;
                /** @description Changed then or later, as in 2026-08-12T07:00:00Z. */
                updatedSince?: string;
                /** @description Changed before, as in 2026-08-12T07:00:00Z. */
                updatedUntil?: string;
                /** @description The order, with `-` the other way round; default `id`. */
                sort?: "id" | "-id" | "name" | "-name";
                /** @description `next` of the last answer, in place of a page number: nothing moves to another page meanwhile. */
                cursor?: string;
                /** @description Which page, from 1. */
                PageNumber?: number;
                /** @description Records a page, at most 1000. */
                PageSize?: number;
                /** @description The only fields that entries are to have, with commas between them. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of channels. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelPage"];
                };
            };
        };
    };
    addChannel: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewChannel"];
            };
        };
        responses: {
            /** @description A reseller below the provider. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    getChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the channel.
                 * @example 1574
                 */
                channelid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A reseller below the provider. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                };
            };
        };
    };
    deleteChannel: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Id of the channel.
                 * @example 1574
                 */
                channelid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    changeChannel: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Id of the channel.
                 * @example 1574
                 */
                channelid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChannelChange"];
            };
        };
        responses: {
            /** @description A reseller below the provider. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    getTokenConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the customer (`umpCustomerGuid`).
                 * @example da68eafc-5a42-4a3b-9d0e-6c1b5f6f0a11
                 */
                customerGuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The connection to the Microsoft tenant of a customer, with everything that is not a secret. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenConnection"];
                };
            };
        };
    };
    setTokenConnection: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The id of the customer (`umpCustomerGuid`).
                 * @example da68eafc-5a42-4a3b-9d0e-6c1b5f6f0a11
                 */
                customerGuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenConnectionSettings"];
            };
        };
        responses: {
            /** @description Connect a customer's Microsoft tenant */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenConnectionAnswer"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    changeTokenCredential: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The id of the customer (`umpCustomerGuid`).
                 * @example da68eafc-5a42-4a3b-9d0e-6c1b5f6f0a11
                 */
                customerGuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenCredential"];
            };
        };
        responses: {
            /** @description Give the application of a customer another credential */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenConnectionAnswer"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    promoteTokenCredential: {
        parameters: {
            query?: {
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The id of the customer (`umpCustomerGuid`).
                 * @example da68eafc-5a42-4a3b-9d0e-6c1b5f6f0a11
                 */
                customerGuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Give up the older credential of a customer's application */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenConnectionAnswer"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    listAuditEntries: {
        parameters: {
            query?: {
                /** @description The order, with `-` the other way round; default `-at`. */
                sort?: "at" | "-at";
                /** @description `next` of the last answer, in place of a page number: nothing moves to another page meanwhile. */
                cursor?: string;
                /** @description Which page, from 1. */
                PageNumber?: number;
                /** @description Records a page, at most 1000. */
                PageSize?: number;
                /** @description Only of this application, by `id@directory` or by its name. */
                caller?: string;
                /** @description Only of this `operationId`. */
                operation?: string;
                /** @description Only of paths that begin so. */
                object?: string;
                /** @description One of accepted, refused, read, changed, used. */
                verdict?: "accepted" | "refused" | "read" | "changed" | "used";
                /** @description Not before this time, as in 2026-08-12T07:00:00Z. */
                since?: string;
                /** @description Before this time. */
                until?: string;
                /** @description The only fields that entries are to have, with commas between them. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of entries, the newest first. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
        };
    };
    exportAuditEntries: {
        parameters: {
            query?: {
                /** @description Only of this application, by `id@directory` or by its name. */
                caller?: string;
                /** @description Only of this `operationId`. */
                operation?: string;
                /** @description Only of paths that begin so. */
                object?: string;
                /** @description One of accepted, refused, read, changed, used. */
                verdict?: "accepted" | "refused" | "read" | "changed" | "used";
                /** @description Not before this time, as in 2026-08-12T07:00:00Z. */
                since?: string;
                /** @description Before this time. */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Export what was asked for as CSV */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
        };
    };
    loadSheets: {
        parameters: {
            query?: {
                /** @description One of OperatorTenants, DataSyncs, Consents, CoolingPolicies, NumberingOverrides, Customers, Sites, CustomerRanges, UploadRanges, Inventory, ReleaseRanges; for CSV it must be named. */
                sheet?: string;
                /** @description Begin only if no row is refused. */
                onlyIfAllValid?: boolean;
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["LoadSheetsForm"];
                "text/csv": string;
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
    importNumbers: {
        parameters: {
            query?: {
                /** @description For rows without a tenant of their own. */
                msTenantId?: string;
                /** @description For rows without a calling profile: its id or name. */
                callingProfileId?: string;
                /** @description For rows without a usage. */
                usage?: "CallingUserAssignment" | "FirstPartyAppAssignment" | "ConferenceAssignment" | "ThirdPartyAppAssignment";
                /** @description For rows without capabilities; parted by blanks or commas. */
                capabilities?: string;
                /** @description For rows without a country. */
                country?: string;
                /** @description Begin only if every row is valid; else nothing is uploaded. */
                onlyIfAllValid?: boolean;
                /** @description Makes numbers ours that came from elsewhere (source `ocsync`), and programs them on the SBCs. Without it they are left as they are, and the result names them. */
                adopt?: boolean;
                /** @description For applications of the provider: why something is used although it is allocated to others, or belongs to the provider. Kept on the task and in its messages. */
                reason?: string;
                /** @description Your service request; the task is found by it. A body that is an object may name it as well. */
                ticketId?: string;
                /** @description Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed. */
                validateOnly?: boolean;
            };
            header?: {
                /** @description Makes it safe to send the request again: the same key with the same body gets the first answer, with another body 422. Make a new UUID for each request that is not a repetition. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["LoadSheetsForm"];
                "text/csv": string;
            };
        };
        responses: {
            /** @description The task that was made; the header Location leads to it. */
            200: {
                headers: {
                    /** @description The W3C trace of the request, as our log has it. */
                    "X-Request-Id"?: string;
                    /** @description Requests that are left, and for how many seconds: `"application";r=59;t=12`. */
                    RateLimit?: string;
                    /** @description Where to read the task. */
                    Location?: string;
                    /** @description Seconds to wait before that. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskReference"];
                    "application/vnd.dialplane.plan+json": components["schemas"]["RequestPlan"];
                };
            };
        };
    };
}
