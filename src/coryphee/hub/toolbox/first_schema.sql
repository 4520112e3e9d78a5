-- 97cf5bb6a1de4d5f9807a24fe81181df2a7d18c0600a7704b4c4d5570acd584d
--
-- PostgreSQL database dump
--


-- Dumped from database version 18.4
-- Dumped by pg_dump version 18.4

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: procrastinate_job_event_type; Type: TYPE; Schema: public; Owner: -
--

CREATE TYPE public.procrastinate_job_event_type AS ENUM (
    'deferred',
    'started',
    'deferred_for_retry',
    'failed',
    'succeeded',
    'cancelled',
    'abort_requested',
    'aborted',
    'scheduled',
    'retried'
);


--
-- Name: procrastinate_job_status; Type: TYPE; Schema: public; Owner: -
--

CREATE TYPE public.procrastinate_job_status AS ENUM (
    'todo',
    'doing',
    'succeeded',
    'failed',
    'cancelled',
    'aborting',
    'aborted'
);


--
-- Name: procrastinate_job_to_defer_v1; Type: TYPE; Schema: public; Owner: -
--

CREATE TYPE public.procrastinate_job_to_defer_v1 AS (
	queue_name character varying,
	task_name character varying,
	priority integer,
	lock text,
	queueing_lock text,
	args jsonb,
	scheduled_at timestamp with time zone
);


--
-- Name: claim_flows(uuid, integer, interval, timestamp with time zone); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.claim_flows(token uuid, at_most integer, lease interval, at timestamp with time zone) RETURNS TABLE(flow_id bigint, owner_id bigint, tried_before boolean)
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    WITH due AS (
        SELECT id, lease_token IS NOT NULL OR attempts > 0 AS tried FROM flows_flow
        WHERE stage NOT IN ('closed', 'draft', 'refused', 'parked') AND due_at <= at
        ORDER BY due_at, id LIMIT at_most FOR UPDATE SKIP LOCKED
    )
    UPDATE flows_flow f SET lease_token = token, lease_until = at + lease, due_at = at + lease
    FROM due WHERE f.id = due.id
    RETURNING f.id, f.structure_id, due.tried
$$;


--
-- Name: deliver_box_entries(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.deliver_box_entries(delivered bigint) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    DELETE FROM invoices_boxentry box USING invoices_invoice i
    WHERE i.id = delivered AND (SELECT nullif(current_setting('coryphee.structure', true), '')::bigint) IN (i.supplier_id, i.recipient_id)
        AND box.invoice_id = i.id AND box.side = 'received' AND box.structure_id <> i.recipient_id;
    INSERT INTO invoices_boxentry AS box (structure_id, side, invoice_id, partner_id, partner_name,
        service_id_of_recipient, service_code, number, type_code, engagement, status, status_at, issue_date, due_date,
        deposited_at, currency, total_with_vat, amount_due, rejection_acknowledged, search)
    SELECT side.owner, side.name, i.id, partner.id, partner.name, i.service_id, coalesce(s.code, ''), i.number,
        i.type_code, i.engagement, i.status, i.status_at, i.issue_date, i.due_date, i.deposited_at, i.currency,
        i.total_with_vat, i.amount_due, i.rejection_acknowledged_at IS NOT NULL,
        search_vector(i.number, concat_ws(' ', i.number, partner.name, partner.identifier, i.engagement,
            i.contract, s.code, s.name, i.mandate_number))
    FROM invoices_invoice i
    CROSS JOIN LATERAL (VALUES ('issued', i.supplier_id, i.recipient_id), ('received', i.recipient_id, i.supplier_id))
        AS side (name, owner, other)
    JOIN structures_structure partner ON partner.id = side.other
    LEFT JOIN structures_service s ON s.id = i.service_id
    WHERE i.id = delivered AND (SELECT nullif(current_setting('coryphee.structure', true), '')::bigint) IN (i.supplier_id, i.recipient_id)
        AND (side.name = 'issued' OR i.made_available_at IS NOT NULL)
    ON CONFLICT (structure_id, side, invoice_id) DO UPDATE SET
        partner_id = excluded.partner_id, partner_name = excluded.partner_name,
        service_id_of_recipient = excluded.service_id_of_recipient, service_code = excluded.service_code,
        engagement = excluded.engagement, status = excluded.status, status_at = excluded.status_at,
        due_date = excluded.due_date, rejection_acknowledged = excluded.rejection_acknowledged, search = excluded.search
$$;


--
-- Name: journal_is_append_only(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.journal_is_append_only() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'the journal is append only: % refused on %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;


--
-- Name: procrastinate_cancel_job_v1(bigint, boolean, boolean); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_cancel_job_v1(job_id bigint, abort boolean, delete_job boolean) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status = 'todo'
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        IF abort THEN
            UPDATE procrastinate_jobs
            SET abort_requested = true,
                status = CASE status
                    WHEN 'todo' THEN 'cancelled'::procrastinate_job_status ELSE status
                END
            WHERE id = job_id AND status IN ('todo', 'doing')
            RETURNING id INTO _job_id;
        ELSE
            UPDATE procrastinate_jobs
            SET status = 'cancelled'::procrastinate_job_status
            WHERE id = job_id AND status = 'todo'
            RETURNING id INTO _job_id;
        END IF;
    END IF;
    RETURN _job_id;
END;
$$;


--
-- Name: procrastinate_defer_jobs_v1(public.procrastinate_job_to_defer_v1[]); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_defer_jobs_v1(jobs public.procrastinate_job_to_defer_v1[]) RETURNS bigint[]
    LANGUAGE plpgsql
    AS $$
DECLARE
    job_ids bigint[];
BEGIN
    WITH inserted_jobs AS (
        INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args, scheduled_at)
        SELECT (job).queue_name,
               (job).task_name,
               (job).priority,
               (job).lock,
               (job).queueing_lock,
               (job).args,
               (job).scheduled_at
        FROM unnest(jobs) AS job
        RETURNING id
    )
    SELECT array_agg(id) FROM inserted_jobs INTO job_ids;

    RETURN job_ids;
END;
$$;


--
-- Name: procrastinate_defer_periodic_job_v2(character varying, character varying, character varying, character varying, integer, character varying, bigint, jsonb); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_defer_periodic_job_v2(_queue_name character varying, _lock character varying, _queueing_lock character varying, _task_name character varying, _priority integer, _periodic_id character varying, _defer_timestamp bigint, _args jsonb) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
	_job_id bigint;
	_defer_id bigint;
BEGIN
    INSERT
        INTO procrastinate_periodic_defers (task_name, periodic_id, defer_timestamp)
        VALUES (_task_name, _periodic_id, _defer_timestamp)
        ON CONFLICT DO NOTHING
        RETURNING id into _defer_id;

    IF _defer_id IS NULL THEN
        RETURN NULL;
    END IF;

    UPDATE procrastinate_periodic_defers
        SET job_id = (
            SELECT COALESCE((
                SELECT unnest(procrastinate_defer_jobs_v1(
                    ARRAY[
                        ROW(
                            _queue_name,
                            _task_name,
                            _priority,
                            _lock,
                            _queueing_lock,
                            _args,
                            NULL::timestamptz
                        )
                    ]::procrastinate_job_to_defer_v1[]
                ))
            ), NULL)
        )
        WHERE id = _defer_id
        RETURNING job_id INTO _job_id;

    DELETE
        FROM procrastinate_periodic_defers
        USING (
            SELECT id
            FROM procrastinate_periodic_defers
            WHERE procrastinate_periodic_defers.task_name = _task_name
            AND procrastinate_periodic_defers.periodic_id = _periodic_id
            AND procrastinate_periodic_defers.defer_timestamp < _defer_timestamp
            ORDER BY id
            FOR UPDATE
        ) to_delete
        WHERE procrastinate_periodic_defers.id = to_delete.id;

    RETURN _job_id;
END;
$$;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: procrastinate_jobs; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.procrastinate_jobs (
    id bigint NOT NULL,
    queue_name character varying(128) NOT NULL,
    task_name character varying(128) NOT NULL,
    lock text,
    args jsonb DEFAULT '{}'::jsonb NOT NULL,
    status public.procrastinate_job_status DEFAULT 'todo'::public.procrastinate_job_status NOT NULL,
    scheduled_at timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    queueing_lock text,
    priority integer DEFAULT 0 NOT NULL,
    abort_requested boolean DEFAULT false NOT NULL,
    worker_id bigint,
    CONSTRAINT check_not_todo_abort_requested CHECK ((NOT ((status = 'todo'::public.procrastinate_job_status) AND (abort_requested = true))))
);


--
-- Name: procrastinate_fetch_job_v2(character varying[], bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_fetch_job_v2(target_queue_names character varying[], p_worker_id bigint) RETURNS public.procrastinate_jobs
    LANGUAGE plpgsql
    AS $$
DECLARE
	found_jobs procrastinate_jobs;
BEGIN
    WITH candidate AS (
        SELECT jobs.*
            FROM procrastinate_jobs AS jobs
            WHERE
                -- reject the job if its lock has earlier or higher priority jobs
                NOT EXISTS (
                    SELECT 1
                        FROM procrastinate_jobs AS other_jobs
                        WHERE
                            jobs.lock IS NOT NULL
                            AND other_jobs.lock = jobs.lock
                            AND (
                                -- job with same lock is already running
                                other_jobs.status = 'doing'
                                OR
                                -- job with same lock is waiting and has higher priority (or same priority but was queued first)
                                (
                                    other_jobs.status = 'todo'
                                    AND (
                                        other_jobs.priority > jobs.priority
                                        OR (
                                        other_jobs.priority = jobs.priority
                                        AND other_jobs.id < jobs.id
                                        )
                                    )
                                )
                            )
                )
                AND jobs.status = 'todo'
                AND (target_queue_names IS NULL OR jobs.queue_name = ANY( target_queue_names ))
                AND (jobs.scheduled_at IS NULL OR jobs.scheduled_at <= now())
            ORDER BY jobs.priority DESC, jobs.id ASC LIMIT 1
            FOR UPDATE OF jobs SKIP LOCKED
    )
    UPDATE procrastinate_jobs
        SET status = 'doing', worker_id = p_worker_id
        FROM candidate
        WHERE procrastinate_jobs.id = candidate.id
        RETURNING procrastinate_jobs.* INTO found_jobs;

 RETURN found_jobs;
END;
$$;


--
-- Name: procrastinate_finish_job_v1(bigint, public.procrastinate_job_status, boolean); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_finish_job_v1(job_id bigint, end_status public.procrastinate_job_status, delete_job boolean) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF end_status NOT IN ('succeeded', 'failed', 'aborted') THEN
        RAISE 'End status should be either "succeeded", "failed" or "aborted" (job id: %)', job_id;
    END IF;
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = end_status,
            abort_requested = false,
            attempts = CASE status
                WHEN 'doing' THEN attempts + 1 ELSE attempts
            END
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" or "todo" status (job id: %)', job_id;
    END IF;
END;
$$;


--
-- Name: procrastinate_notify_queue_abort_job_v1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_notify_queue_abort_job_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'abort_job_requested', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;


--
-- Name: procrastinate_notify_queue_job_inserted_v1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_notify_queue_job_inserted_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'job_inserted', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;


--
-- Name: procrastinate_prune_stalled_workers_v1(double precision); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_prune_stalled_workers_v1(seconds_since_heartbeat double precision) RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    DELETE FROM procrastinate_workers
    WHERE last_heartbeat < NOW() - (seconds_since_heartbeat || 'SECOND')::INTERVAL
    RETURNING procrastinate_workers.id;
END;
$$;


--
-- Name: procrastinate_register_worker_v1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_register_worker_v1() RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    INSERT INTO procrastinate_workers DEFAULT VALUES
    RETURNING procrastinate_workers.id;
END;
$$;


--
-- Name: procrastinate_retry_job_v1(bigint, timestamp with time zone, integer, character varying, character varying); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_retry_job_v1(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
BEGIN
    SELECT abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status = 'doing'
    FOR UPDATE
    INTO _abort_requested;
    IF _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" status (job id: %)', job_id;
    END IF;
END;
$$;


--
-- Name: procrastinate_retry_job_v2(bigint, timestamp with time zone, integer, character varying, character varying); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_retry_job_v2(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
    _current_status procrastinate_job_status;
BEGIN
    SELECT status, abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status IN ('doing', 'failed')
    FOR UPDATE
    INTO _current_status, _abort_requested;
    IF _current_status = 'doing' AND _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status IN ('doing', 'failed')
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or has an invalid status to retry (job id: %)', job_id;
    END IF;

END;
$$;


--
-- Name: procrastinate_trigger_abort_requested_events_procedure_v1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'abort_requested'::procrastinate_job_event_type);
    RETURN NEW;
END;
$$;


--
-- Name: procrastinate_trigger_function_scheduled_events_v1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type, at)
        VALUES (NEW.id, 'scheduled'::procrastinate_job_event_type, NEW.scheduled_at);

	RETURN NEW;
END;
$$;


--
-- Name: procrastinate_trigger_function_status_events_insert_v1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'deferred'::procrastinate_job_event_type);
	RETURN NEW;
END;
$$;


--
-- Name: procrastinate_trigger_function_status_events_update_v1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_trigger_function_status_events_update_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    WITH t AS (
        SELECT CASE
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND NEW.status = 'doing'::procrastinate_job_status
                THEN 'started'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'deferred_for_retry'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'failed'::procrastinate_job_status
                THEN 'failed'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'succeeded'::procrastinate_job_status
                THEN 'succeeded'::procrastinate_job_event_type
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND (
                    NEW.status = 'cancelled'::procrastinate_job_status
                    OR NEW.status = 'failed'::procrastinate_job_status
                    OR NEW.status = 'succeeded'::procrastinate_job_status
                )
                THEN 'cancelled'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'aborted'::procrastinate_job_status
                THEN 'aborted'::procrastinate_job_event_type
            WHEN OLD.status = 'failed'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'retried'::procrastinate_job_event_type
            ELSE NULL
        END as event_type
    )
    INSERT INTO procrastinate_events(job_id, type)
        SELECT NEW.id, t.event_type
        FROM t
        WHERE t.event_type IS NOT NULL;
	RETURN NEW;
END;
$$;


--
-- Name: procrastinate_unlink_periodic_defers_v1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_unlink_periodic_defers_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_periodic_defers
    SET job_id = NULL
    WHERE job_id = OLD.id;
    RETURN OLD;
END;
$$;


--
-- Name: procrastinate_unregister_worker_v1(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_unregister_worker_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM procrastinate_workers
    WHERE id = worker_id;
END;
$$;


--
-- Name: procrastinate_update_heartbeat_v1(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_update_heartbeat_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_workers
    SET last_heartbeat = NOW()
    WHERE id = worker_id;
END;
$$;


--
-- Name: search_box_entries(text, tsquery); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.search_box_entries(wanted_side text, words tsquery) RETURNS SETOF bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT id FROM invoices_boxentry
    WHERE structure_id = (SELECT nullif(current_setting('coryphee.structure', true), '')::bigint) AND side = wanted_side AND search @@ words
$$;


--
-- Name: search_text(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.search_text(written text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT regexp_replace(lower(normalize(coalesce(written, ''), NFKD)), '[\u0300-\u036F]', '', 'g')
$$;


--
-- Name: search_vector(text, text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.search_vector(number text, written text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT to_tsvector('simple', regexp_replace(search_text(written), '[^[:alnum:]]+', ' ', 'g') || ' '
        || regexp_replace(search_text(number), '[^[:alnum:]]+', '', 'g'))
$$;


--
-- Name: account_emailaddress; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id bigint NOT NULL
);


--
-- Name: account_emailaddress_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: account_emailconfirmation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);


--
-- Name: account_emailconfirmation_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: accounts_activationlink; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.accounts_activationlink (
    id bigint NOT NULL,
    token_sha256 character varying(64) NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    asks_password boolean NOT NULL,
    registration_id bigint NOT NULL
);


--
-- Name: accounts_activationlink_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.accounts_activationlink ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_activationlink_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: accounts_addresschange; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.accounts_addresschange (
    id bigint NOT NULL,
    purpose character varying(7) NOT NULL,
    address character varying(254) NOT NULL,
    token_sha256 character varying(64) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    person_id bigint NOT NULL
);


--
-- Name: accounts_addresschange_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.accounts_addresschange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_addresschange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: accounts_attemptcount; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.accounts_attemptcount (
    key character varying(64) NOT NULL,
    limit_name character varying(40) NOT NULL,
    account character varying(64) NOT NULL,
    moments timestamp with time zone[] NOT NULL,
    blocked_until timestamp with time zone,
    forgotten_at timestamp with time zone NOT NULL
);


--
-- Name: accounts_authenticatorapp; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.accounts_authenticatorapp (
    id bigint NOT NULL,
    sealed_secret character varying(120) NOT NULL,
    last_counter bigint NOT NULL,
    added_at timestamp with time zone NOT NULL,
    person_id bigint NOT NULL
);


--
-- Name: accounts_authenticatorapp_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.accounts_authenticatorapp ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_authenticatorapp_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: accounts_emailedcode; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.accounts_emailedcode (
    id bigint NOT NULL,
    fingerprint character varying(64) NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    source inet,
    tries smallint NOT NULL,
    used_at timestamp with time zone,
    replaced_at timestamp with time zone,
    person_id bigint NOT NULL,
    CONSTRAINT accounts_emailedcode_tries_check CHECK ((tries >= 0))
);


--
-- Name: accounts_emailedcode_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.accounts_emailedcode ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_emailedcode_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: accounts_factorrecovery; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.accounts_factorrecovery (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    check_made character varying(12) NOT NULL,
    seen character varying(1000) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    decision character varying(8) NOT NULL,
    decided_at timestamp with time zone,
    token_sha256 character varying(64) NOT NULL,
    link_expires_at timestamp with time zone,
    used_at timestamp with time zone,
    asked_by_id bigint NOT NULL,
    decided_by_id bigint,
    person_id bigint NOT NULL,
    CONSTRAINT accounts_recovery_not_oneself CHECK (((NOT (person_id = asked_by_id)) AND (NOT ((person_id = decided_by_id) AND (decided_by_id IS NOT NULL))))),
    CONSTRAINT accounts_recovery_two_people CHECK (((decided_by_id IS NULL) OR (NOT ((decided_by_id = asked_by_id) AND (decided_by_id IS NOT NULL)))))
);


--
-- Name: accounts_factorrecovery_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.accounts_factorrecovery ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_factorrecovery_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: accounts_knownbrowser; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.accounts_knownbrowser (
    id bigint NOT NULL,
    fingerprint character varying(64) NOT NULL,
    agent character varying(300) NOT NULL,
    network character varying(50) NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    person_id bigint NOT NULL
);


--
-- Name: accounts_knownbrowser_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.accounts_knownbrowser ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_knownbrowser_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: accounts_operatorinvitation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.accounts_operatorinvitation (
    id bigint NOT NULL,
    token_sha256 character varying(64) NOT NULL,
    email character varying(254) NOT NULL,
    language character varying(2) NOT NULL,
    at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    invited_by_id bigint
);


--
-- Name: accounts_operatorinvitation_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.accounts_operatorinvitation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_operatorinvitation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: accounts_photo; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.accounts_photo (
    person_id bigint NOT NULL,
    content bytea NOT NULL
);


--
-- Name: accounts_profile; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.accounts_profile (
    person_id bigint NOT NULL,
    phone character varying(30) NOT NULL,
    street character varying(200) NOT NULL,
    postal_code character varying(20) NOT NULL,
    town character varying(100) NOT NULL,
    country character varying(2) NOT NULL,
    biography character varying(500) NOT NULL,
    version integer NOT NULL,
    CONSTRAINT accounts_profile_version_check CHECK ((version >= 0))
);


--
-- Name: accounts_recoverycode; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.accounts_recoverycode (
    id bigint NOT NULL,
    fingerprint character varying(64) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    person_id bigint NOT NULL
);


--
-- Name: accounts_recoverycode_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.accounts_recoverycode ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_recoverycode_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: accounts_registration; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.accounts_registration (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    email character varying(254) NOT NULL,
    name character varying(150) NOT NULL,
    contact_email character varying(254) NOT NULL,
    language character varying(2) NOT NULL,
    password character varying(128) NOT NULL,
    at timestamp with time zone NOT NULL,
    activated_at timestamp with time zone
);


--
-- Name: accounts_registration_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.accounts_registration ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_registration_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: accounts_securityevent; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.accounts_securityevent (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    kind character varying(60) NOT NULL,
    source inet,
    agent character varying(300) NOT NULL,
    details jsonb NOT NULL,
    person_id bigint NOT NULL
);


--
-- Name: accounts_securityevent_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.accounts_securityevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_securityevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: accounts_securitykey; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.accounts_securitykey (
    id bigint NOT NULL,
    name character varying(60) NOT NULL,
    domain character varying(253) NOT NULL,
    credential_id bytea NOT NULL,
    credential bytea NOT NULL,
    counter bigint NOT NULL,
    last_challenge character varying(64) NOT NULL,
    added_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    person_id bigint NOT NULL
);


--
-- Name: accounts_securitykey_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.accounts_securitykey ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_securitykey_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: accounts_session; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.accounts_session (
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL,
    session_key character varying(64) NOT NULL,
    signed_in_at timestamp with time zone,
    seen_at timestamp with time zone NOT NULL,
    source inet,
    agent character varying(300) NOT NULL,
    person_id bigint
);


--
-- Name: accounts_trusteddevice; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.accounts_trusteddevice (
    id bigint NOT NULL,
    fingerprint character varying(64) NOT NULL,
    password character varying(64) NOT NULL,
    agent character varying(300) NOT NULL,
    source inet,
    trusted_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    person_id bigint NOT NULL
);


--
-- Name: accounts_trusteddevice_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.accounts_trusteddevice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_trusteddevice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: accounts_user; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.accounts_user (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    public_id uuid NOT NULL,
    email character varying(254) NOT NULL,
    name character varying(150) NOT NULL,
    language character varying(2) NOT NULL,
    is_active boolean NOT NULL,
    is_operator boolean NOT NULL,
    joined_at timestamp with time zone NOT NULL,
    contact_email character varying(254) NOT NULL,
    photo_version character varying(16) NOT NULL,
    invited_by_id bigint
);


--
-- Name: accounts_user_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.accounts_user ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_user_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: archive_blob; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.archive_blob (
    sha256 character varying(64) NOT NULL,
    size bigint NOT NULL,
    sealed_at timestamp with time zone NOT NULL
);


--
-- Name: auth_group; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);


--
-- Name: auth_group_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: auth_group_permissions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);


--
-- Name: auth_group_permissions_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: auth_permission; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);


--
-- Name: auth_permission_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: django_content_type; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);


--
-- Name: django_content_type_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: django_migrations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);


--
-- Name: django_migrations_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: flows_deposit; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.flows_deposit (
    id bigint NOT NULL,
    door character varying(7) NOT NULL,
    actor character varying(80) NOT NULL,
    actor_name character varying(200) NOT NULL,
    name character varying(200) NOT NULL,
    kind character varying(10) NOT NULL,
    sha256 character varying(64) NOT NULL,
    size bigint NOT NULL,
    "group" uuid,
    received_at timestamp with time zone NOT NULL,
    idempotency_key character varying(255),
    structure_id bigint NOT NULL
);


--
-- Name: flows_deposit_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.flows_deposit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.flows_deposit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: flows_flow; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.flows_flow (
    id bigint NOT NULL,
    "position" integer NOT NULL,
    name character varying(200) NOT NULL,
    sha256 character varying(64) NOT NULL,
    size bigint NOT NULL,
    structured_sha256 character varying(64) NOT NULL,
    attachments jsonb NOT NULL,
    stage character varying(10) NOT NULL,
    stage_at timestamp with time zone NOT NULL,
    number character varying(100) NOT NULL,
    syntax character varying(20) NOT NULL,
    carrier character varying(4) NOT NULL,
    profile character varying(200) NOT NULL,
    channel character varying(8) NOT NULL,
    valid_direct boolean,
    valid_platform boolean,
    rulesets character varying(60)[] NOT NULL,
    findings jsonb NOT NULL,
    attempts smallint NOT NULL,
    due_at timestamp with time zone NOT NULL,
    lease_token uuid,
    lease_until timestamp with time zone,
    failure character varying(500) NOT NULL,
    deposit_id bigint NOT NULL,
    draft_id bigint,
    duplicate_of_id bigint,
    invoice_id bigint,
    replaces_id bigint,
    structure_id bigint NOT NULL,
    CONSTRAINT flows_flow_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT flows_flow_position_check CHECK (("position" >= 0))
);


--
-- Name: flows_flow_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.flows_flow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.flows_flow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: invoices_attachment; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.invoices_attachment (
    id bigint NOT NULL,
    sha256 character varying(64) NOT NULL,
    size bigint NOT NULL,
    name character varying(200) NOT NULL,
    type_code character varying(10) NOT NULL,
    designation character varying(200) NOT NULL,
    added_by character varying(80) NOT NULL,
    added_at timestamp with time zone NOT NULL,
    added_by_structure_id bigint NOT NULL,
    invoice_id bigint NOT NULL
);


--
-- Name: invoices_attachment_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.invoices_attachment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.invoices_attachment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: invoices_boxentry; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.invoices_boxentry (
    id bigint NOT NULL,
    side character varying(8) NOT NULL,
    partner_name character varying(200) NOT NULL,
    service_id_of_recipient bigint,
    service_code character varying(100) NOT NULL,
    number character varying(100) NOT NULL,
    type_code character varying(4) NOT NULL,
    engagement character varying(100) NOT NULL,
    status character varying(40) NOT NULL,
    status_at timestamp with time zone NOT NULL,
    issue_date date NOT NULL,
    due_date date,
    deposited_at timestamp with time zone NOT NULL,
    currency character varying(3) NOT NULL,
    total_with_vat numeric(19,6) NOT NULL,
    amount_due numeric(19,6) NOT NULL,
    rejection_acknowledged boolean NOT NULL,
    search tsvector,
    partner_id bigint NOT NULL,
    structure_id bigint NOT NULL,
    invoice_id bigint NOT NULL
);


--
-- Name: invoices_boxentry_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.invoices_boxentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.invoices_boxentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: invoices_draft; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.invoices_draft (
    id bigint NOT NULL,
    pdf_sha256 character varying(64) NOT NULL,
    pdf_name character varying(200) NOT NULL,
    fields jsonb NOT NULL,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    sent_flow bigint,
    created_by_id bigint,
    structure_id bigint NOT NULL,
    replaces_id bigint,
    CONSTRAINT invoices_draft_version_check CHECK ((version >= 0))
);


--
-- Name: invoices_draft_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.invoices_draft ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.invoices_draft_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: invoices_identity; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.invoices_identity (
    id bigint NOT NULL,
    number character varying(100) NOT NULL,
    key character varying(10) NOT NULL,
    taken_at timestamp with time zone NOT NULL,
    supplier_id bigint NOT NULL,
    invoice_id bigint
);


--
-- Name: invoices_identity_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.invoices_identity ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.invoices_identity_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: invoices_invoice; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.invoices_invoice (
    id bigint NOT NULL,
    environment character varying(10) NOT NULL,
    number character varying(100) NOT NULL,
    type_code character varying(4) NOT NULL,
    issue_date date NOT NULL,
    due_date date,
    currency character varying(3) NOT NULL,
    total_without_vat numeric(19,6) NOT NULL,
    total_vat numeric(19,6),
    total_with_vat numeric(19,6) NOT NULL,
    amount_due numeric(19,6) NOT NULL,
    engagement character varying(100) NOT NULL,
    contract character varying(100) NOT NULL,
    billing_framework character varying(4) NOT NULL,
    profile character varying(200) NOT NULL,
    syntax character varying(20) NOT NULL,
    carrier character varying(4) NOT NULL,
    channel character varying(8) NOT NULL,
    original_sha256 character varying(64) NOT NULL,
    structured_sha256 character varying(64) NOT NULL,
    status character varying(40) NOT NULL,
    status_at timestamp with time zone NOT NULL,
    deposited_at timestamp with time zone NOT NULL,
    made_available_at timestamp with time zone,
    service_done_at timestamp with time zone,
    suspended_at timestamp with time zone,
    resumed_at timestamp with time zone,
    paid_at timestamp with time zone,
    mandate_number character varying(50) NOT NULL,
    comment text NOT NULL,
    rejection_acknowledged_at timestamp with time zone,
    recipient_id bigint NOT NULL,
    replaces_id bigint,
    service_id bigint,
    supplier_id bigint NOT NULL,
    warnings jsonb NOT NULL
);


--
-- Name: invoices_invoice_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.invoices_invoice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.invoices_invoice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: jobs_demomail; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.jobs_demomail (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    recipients text NOT NULL,
    subject character varying(500) NOT NULL,
    text text NOT NULL
);


--
-- Name: jobs_demomail_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.jobs_demomail ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.jobs_demomail_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: jobs_mailhandover; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.jobs_mailhandover (
    message_id character varying(200) NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    taken_at timestamp with time zone
);


--
-- Name: jobs_subscription; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.jobs_subscription (
    subscriber character varying(40) NOT NULL,
    reached bigint NOT NULL
);


--
-- Name: journal_entry; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.journal_entry (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    kind character varying(60) NOT NULL,
    actor character varying(80) NOT NULL,
    structure_id bigint,
    object_type character varying(40) NOT NULL,
    object_id character varying(80) NOT NULL,
    format smallint NOT NULL,
    canonical bytea NOT NULL
);


--
-- Name: journal_entry_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.journal_entry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.journal_entry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: journal_seal; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.journal_seal (
    sequence bigint NOT NULL,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL,
    sealed_at timestamp with time zone NOT NULL,
    entry_id bigint NOT NULL
);


--
-- Name: lifecycle_event; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.lifecycle_event (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    status character varying(40) NOT NULL,
    act character varying(40) NOT NULL,
    actor_kind character varying(20) NOT NULL,
    actor character varying(80) NOT NULL,
    actor_name character varying(200) NOT NULL,
    reason character varying(40) NOT NULL,
    comment character varying(2000) NOT NULL,
    details jsonb NOT NULL,
    invoice_id bigint NOT NULL,
    structure_id bigint
);


--
-- Name: lifecycle_event_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.lifecycle_event ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.lifecycle_event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: notifications_notification; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.notifications_notification (
    id bigint NOT NULL,
    event character varying(20) NOT NULL,
    side character varying(8) NOT NULL,
    family character varying(20) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    at timestamp with time zone NOT NULL,
    number integer NOT NULL,
    invoice_ids bigint[] NOT NULL,
    deposit_id bigint,
    in_portal boolean NOT NULL,
    read_at timestamp with time zone,
    mail_due_at timestamp with time zone,
    mailed_at timestamp with time zone,
    partner_id bigint,
    person_id bigint NOT NULL,
    structure_id bigint NOT NULL,
    CONSTRAINT notifications_notification_number_check CHECK ((number >= 0))
);


--
-- Name: notifications_notification_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.notifications_notification ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notifications_notification_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: notifications_preference; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.notifications_preference (
    id bigint NOT NULL,
    family character varying(20) NOT NULL,
    channel character varying(6) NOT NULL,
    wanted boolean NOT NULL,
    person_id bigint NOT NULL
);


--
-- Name: notifications_preference_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.notifications_preference ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notifications_preference_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: notifications_weeklysummary; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.notifications_weeklysummary (
    id bigint NOT NULL,
    week date NOT NULL,
    mailed boolean NOT NULL,
    person_id bigint NOT NULL
);


--
-- Name: notifications_weeklysummary_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.notifications_weeklysummary ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notifications_weeklysummary_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: partners_accesstoken; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.partners_accesstoken (
    id bigint NOT NULL,
    token text NOT NULL,
    token_checksum character varying(64) NOT NULL,
    expires timestamp with time zone NOT NULL,
    scope text NOT NULL,
    resource jsonb NOT NULL,
    created timestamp with time zone NOT NULL,
    updated timestamp with time zone NOT NULL,
    user_id bigint,
    application_id bigint,
    id_token_id bigint,
    source_refresh_token_id bigint
);


--
-- Name: partners_accesstoken_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.partners_accesstoken ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.partners_accesstoken_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: partners_application; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.partners_application (
    id bigint NOT NULL,
    client_id character varying(255) NOT NULL,
    redirect_uris text NOT NULL,
    post_logout_redirect_uris text NOT NULL,
    client_type character varying(32) NOT NULL,
    authorization_grant_type character varying(44) NOT NULL,
    client_secret character varying(255) NOT NULL,
    hash_client_secret boolean NOT NULL,
    name character varying(255) NOT NULL,
    skip_authorization boolean NOT NULL,
    created timestamp with time zone NOT NULL,
    updated timestamp with time zone NOT NULL,
    algorithm character varying(5) NOT NULL,
    allowed_origins text NOT NULL,
    registration_source character varying(32) NOT NULL,
    cimd_expires_at timestamp with time zone,
    structure_id bigint,
    user_id bigint
);


--
-- Name: partners_application_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.partners_application ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.partners_application_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: partners_devicegrant; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.partners_devicegrant (
    id bigint NOT NULL,
    device_code character varying(100) NOT NULL,
    user_code character varying(100) NOT NULL,
    scope text NOT NULL,
    "interval" integer NOT NULL,
    expires timestamp with time zone NOT NULL,
    status character varying(64) NOT NULL,
    client_id character varying(100) NOT NULL,
    last_checked timestamp with time zone NOT NULL,
    user_id bigint
);


--
-- Name: partners_devicegrant_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.partners_devicegrant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.partners_devicegrant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: partners_grant; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.partners_grant (
    id bigint NOT NULL,
    code character varying(255) NOT NULL,
    expires timestamp with time zone NOT NULL,
    redirect_uri text NOT NULL,
    scope text NOT NULL,
    created timestamp with time zone NOT NULL,
    updated timestamp with time zone NOT NULL,
    code_challenge character varying(128) NOT NULL,
    code_challenge_method character varying(10) NOT NULL,
    nonce character varying(255) NOT NULL,
    claims text NOT NULL,
    resource jsonb NOT NULL,
    application_id bigint NOT NULL,
    user_id bigint NOT NULL
);


--
-- Name: partners_grant_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.partners_grant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.partners_grant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: partners_idtoken; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.partners_idtoken (
    id bigint NOT NULL,
    jti uuid NOT NULL,
    expires timestamp with time zone NOT NULL,
    scope text NOT NULL,
    created timestamp with time zone NOT NULL,
    updated timestamp with time zone NOT NULL,
    application_id bigint,
    user_id bigint
);


--
-- Name: partners_idtoken_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.partners_idtoken ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.partners_idtoken_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: partners_refreshtoken; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.partners_refreshtoken (
    id bigint NOT NULL,
    token text NOT NULL,
    token_checksum character varying(64) NOT NULL,
    token_family uuid,
    resource jsonb NOT NULL,
    created timestamp with time zone NOT NULL,
    updated timestamp with time zone NOT NULL,
    revoked timestamp with time zone,
    access_token_id bigint,
    application_id bigint NOT NULL,
    user_id bigint NOT NULL
);


--
-- Name: partners_refreshtoken_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.partners_refreshtoken ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.partners_refreshtoken_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: procrastinate_events; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.procrastinate_events (
    id bigint NOT NULL,
    job_id bigint NOT NULL,
    type public.procrastinate_job_event_type,
    at timestamp with time zone DEFAULT now()
);


--
-- Name: procrastinate_events_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.procrastinate_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: procrastinate_events_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.procrastinate_events_id_seq OWNED BY public.procrastinate_events.id;


--
-- Name: procrastinate_jobs_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.procrastinate_jobs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: procrastinate_jobs_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.procrastinate_jobs_id_seq OWNED BY public.procrastinate_jobs.id;


--
-- Name: procrastinate_periodic_defers; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.procrastinate_periodic_defers (
    id bigint NOT NULL,
    task_name character varying(128) NOT NULL,
    defer_timestamp bigint,
    job_id bigint,
    periodic_id character varying(128) DEFAULT ''::character varying NOT NULL
);


--
-- Name: procrastinate_periodic_defers_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.procrastinate_periodic_defers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: procrastinate_periodic_defers_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.procrastinate_periodic_defers_id_seq OWNED BY public.procrastinate_periodic_defers.id;


--
-- Name: procrastinate_workers; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.procrastinate_workers (
    id bigint NOT NULL,
    last_heartbeat timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: procrastinate_workers_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.procrastinate_workers ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.procrastinate_workers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: structures_membership; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.structures_membership (
    id bigint NOT NULL,
    role character varying(7) NOT NULL,
    issued_invoices character varying(12) NOT NULL,
    received_invoices character varying(12) NOT NULL,
    is_accountant boolean NOT NULL,
    since timestamp with time zone NOT NULL,
    person_id bigint NOT NULL,
    structure_id bigint NOT NULL
);


--
-- Name: structures_membership_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.structures_membership ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.structures_membership_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: structures_service; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.structures_service (
    id bigint NOT NULL,
    code character varying(100) NOT NULL,
    name character varying(200) NOT NULL,
    active_from date,
    active_until date,
    engagement_required boolean NOT NULL,
    structure_id bigint NOT NULL
);


--
-- Name: structures_service_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.structures_service ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.structures_service_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: structures_structure; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.structures_structure (
    id bigint NOT NULL,
    environment character varying(10) NOT NULL,
    identifier_type character varying(30) NOT NULL,
    identifier character varying(80) NOT NULL,
    name character varying(200) NOT NULL,
    kind character varying(7) NOT NULL,
    status character varying(8) NOT NULL,
    address text NOT NULL,
    postal_code character varying(20) NOT NULL,
    town character varying(100) NOT NULL,
    country character varying(2) NOT NULL,
    vat_identifier character varying(20) NOT NULL,
    service_code_required boolean NOT NULL,
    engagement_required boolean NOT NULL,
    either_required boolean NOT NULL,
    payment_not_reported boolean NOT NULL,
    helios boolean NOT NULL,
    payment_days smallint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT structures_structure_payment_days_check CHECK ((payment_days >= 0))
);


--
-- Name: structures_structure_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.structures_structure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.structures_structure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: procrastinate_events id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_events ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_events_id_seq'::regclass);


--
-- Name: procrastinate_jobs id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_jobs ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_jobs_id_seq'::regclass);


--
-- Name: procrastinate_periodic_defers id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_periodic_defers ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_periodic_defers_id_seq'::regclass);


--
-- Data for Name: account_emailaddress; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: account_emailconfirmation; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: accounts_activationlink; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: accounts_addresschange; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: accounts_attemptcount; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: accounts_authenticatorapp; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: accounts_emailedcode; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: accounts_factorrecovery; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: accounts_knownbrowser; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: accounts_operatorinvitation; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: accounts_photo; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: accounts_profile; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: accounts_recoverycode; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: accounts_registration; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: accounts_securityevent; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: accounts_securitykey; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: accounts_session; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: accounts_trusteddevice; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: accounts_user; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: archive_blob; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: auth_group; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: auth_group_permissions; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: auth_permission; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.auth_permission VALUES (1, 'Can add permission', 1, 'add_permission');
INSERT INTO public.auth_permission VALUES (2, 'Can change permission', 1, 'change_permission');
INSERT INTO public.auth_permission VALUES (3, 'Can delete permission', 1, 'delete_permission');
INSERT INTO public.auth_permission VALUES (4, 'Can view permission', 1, 'view_permission');
INSERT INTO public.auth_permission VALUES (5, 'Can add group', 2, 'add_group');
INSERT INTO public.auth_permission VALUES (6, 'Can change group', 2, 'change_group');
INSERT INTO public.auth_permission VALUES (7, 'Can delete group', 2, 'delete_group');
INSERT INTO public.auth_permission VALUES (8, 'Can view group', 2, 'view_group');
INSERT INTO public.auth_permission VALUES (9, 'Can add content type', 3, 'add_contenttype');
INSERT INTO public.auth_permission VALUES (10, 'Can change content type', 3, 'change_contenttype');
INSERT INTO public.auth_permission VALUES (11, 'Can delete content type', 3, 'delete_contenttype');
INSERT INTO public.auth_permission VALUES (12, 'Can view content type', 3, 'view_contenttype');
INSERT INTO public.auth_permission VALUES (13, 'Can add email address', 4, 'add_emailaddress');
INSERT INTO public.auth_permission VALUES (14, 'Can change email address', 4, 'change_emailaddress');
INSERT INTO public.auth_permission VALUES (15, 'Can delete email address', 4, 'delete_emailaddress');
INSERT INTO public.auth_permission VALUES (16, 'Can view email address', 4, 'view_emailaddress');
INSERT INTO public.auth_permission VALUES (17, 'Can add email confirmation', 5, 'add_emailconfirmation');
INSERT INTO public.auth_permission VALUES (18, 'Can change email confirmation', 5, 'change_emailconfirmation');
INSERT INTO public.auth_permission VALUES (19, 'Can delete email confirmation', 5, 'delete_emailconfirmation');
INSERT INTO public.auth_permission VALUES (20, 'Can view email confirmation', 5, 'view_emailconfirmation');
INSERT INTO public.auth_permission VALUES (21, 'Can add procrastinate event', 6, 'add_procrastinateevent');
INSERT INTO public.auth_permission VALUES (22, 'Can change procrastinate event', 6, 'change_procrastinateevent');
INSERT INTO public.auth_permission VALUES (23, 'Can delete procrastinate event', 6, 'delete_procrastinateevent');
INSERT INTO public.auth_permission VALUES (24, 'Can view procrastinate event', 6, 'view_procrastinateevent');
INSERT INTO public.auth_permission VALUES (25, 'Can add procrastinate job', 7, 'add_procrastinatejob');
INSERT INTO public.auth_permission VALUES (26, 'Can change procrastinate job', 7, 'change_procrastinatejob');
INSERT INTO public.auth_permission VALUES (27, 'Can delete procrastinate job', 7, 'delete_procrastinatejob');
INSERT INTO public.auth_permission VALUES (28, 'Can view procrastinate job', 7, 'view_procrastinatejob');
INSERT INTO public.auth_permission VALUES (29, 'Can add procrastinate periodic defer', 8, 'add_procrastinateperiodicdefer');
INSERT INTO public.auth_permission VALUES (30, 'Can change procrastinate periodic defer', 8, 'change_procrastinateperiodicdefer');
INSERT INTO public.auth_permission VALUES (31, 'Can delete procrastinate periodic defer', 8, 'delete_procrastinateperiodicdefer');
INSERT INTO public.auth_permission VALUES (32, 'Can view procrastinate periodic defer', 8, 'view_procrastinateperiodicdefer');
INSERT INTO public.auth_permission VALUES (33, 'Can add procrastinate worker', 9, 'add_procrastinateworker');
INSERT INTO public.auth_permission VALUES (34, 'Can change procrastinate worker', 9, 'change_procrastinateworker');
INSERT INTO public.auth_permission VALUES (35, 'Can delete procrastinate worker', 9, 'delete_procrastinateworker');
INSERT INTO public.auth_permission VALUES (36, 'Can view procrastinate worker', 9, 'view_procrastinateworker');
INSERT INTO public.auth_permission VALUES (37, 'Can add entry', 10, 'add_entry');
INSERT INTO public.auth_permission VALUES (38, 'Can change entry', 10, 'change_entry');
INSERT INTO public.auth_permission VALUES (39, 'Can delete entry', 10, 'delete_entry');
INSERT INTO public.auth_permission VALUES (40, 'Can view entry', 10, 'view_entry');
INSERT INTO public.auth_permission VALUES (41, 'Can add seal', 11, 'add_seal');
INSERT INTO public.auth_permission VALUES (42, 'Can change seal', 11, 'change_seal');
INSERT INTO public.auth_permission VALUES (43, 'Can delete seal', 11, 'delete_seal');
INSERT INTO public.auth_permission VALUES (44, 'Can view seal', 11, 'view_seal');
INSERT INTO public.auth_permission VALUES (45, 'Can add user', 12, 'add_user');
INSERT INTO public.auth_permission VALUES (46, 'Can change user', 12, 'change_user');
INSERT INTO public.auth_permission VALUES (47, 'Can delete user', 12, 'delete_user');
INSERT INTO public.auth_permission VALUES (48, 'Can view user', 12, 'view_user');
INSERT INTO public.auth_permission VALUES (49, 'Can add security event', 13, 'add_securityevent');
INSERT INTO public.auth_permission VALUES (50, 'Can change security event', 13, 'change_securityevent');
INSERT INTO public.auth_permission VALUES (51, 'Can delete security event', 13, 'delete_securityevent');
INSERT INTO public.auth_permission VALUES (52, 'Can view security event', 13, 'view_securityevent');
INSERT INTO public.auth_permission VALUES (53, 'Can add attempt count', 14, 'add_attemptcount');
INSERT INTO public.auth_permission VALUES (54, 'Can change attempt count', 14, 'change_attemptcount');
INSERT INTO public.auth_permission VALUES (55, 'Can delete attempt count', 14, 'delete_attemptcount');
INSERT INTO public.auth_permission VALUES (56, 'Can view attempt count', 14, 'view_attemptcount');
INSERT INTO public.auth_permission VALUES (57, 'Can add registration', 15, 'add_registration');
INSERT INTO public.auth_permission VALUES (58, 'Can change registration', 15, 'change_registration');
INSERT INTO public.auth_permission VALUES (59, 'Can delete registration', 15, 'delete_registration');
INSERT INTO public.auth_permission VALUES (60, 'Can view registration', 15, 'view_registration');
INSERT INTO public.auth_permission VALUES (61, 'Can add activation link', 16, 'add_activationlink');
INSERT INTO public.auth_permission VALUES (62, 'Can change activation link', 16, 'change_activationlink');
INSERT INTO public.auth_permission VALUES (63, 'Can delete activation link', 16, 'delete_activationlink');
INSERT INTO public.auth_permission VALUES (64, 'Can view activation link', 16, 'view_activationlink');
INSERT INTO public.auth_permission VALUES (65, 'Can add photo', 17, 'add_photo');
INSERT INTO public.auth_permission VALUES (66, 'Can change photo', 17, 'change_photo');
INSERT INTO public.auth_permission VALUES (67, 'Can delete photo', 17, 'delete_photo');
INSERT INTO public.auth_permission VALUES (68, 'Can view photo', 17, 'view_photo');
INSERT INTO public.auth_permission VALUES (69, 'Can add profile', 18, 'add_profile');
INSERT INTO public.auth_permission VALUES (70, 'Can change profile', 18, 'change_profile');
INSERT INTO public.auth_permission VALUES (71, 'Can delete profile', 18, 'delete_profile');
INSERT INTO public.auth_permission VALUES (72, 'Can view profile', 18, 'view_profile');
INSERT INTO public.auth_permission VALUES (73, 'Can add address change', 19, 'add_addresschange');
INSERT INTO public.auth_permission VALUES (74, 'Can change address change', 19, 'change_addresschange');
INSERT INTO public.auth_permission VALUES (75, 'Can delete address change', 19, 'delete_addresschange');
INSERT INTO public.auth_permission VALUES (76, 'Can view address change', 19, 'view_addresschange');
INSERT INTO public.auth_permission VALUES (77, 'Can add operator invitation', 20, 'add_operatorinvitation');
INSERT INTO public.auth_permission VALUES (78, 'Can change operator invitation', 20, 'change_operatorinvitation');
INSERT INTO public.auth_permission VALUES (79, 'Can delete operator invitation', 20, 'delete_operatorinvitation');
INSERT INTO public.auth_permission VALUES (80, 'Can view operator invitation', 20, 'view_operatorinvitation');
INSERT INTO public.auth_permission VALUES (81, 'Can add factor recovery', 21, 'add_factorrecovery');
INSERT INTO public.auth_permission VALUES (82, 'Can change factor recovery', 21, 'change_factorrecovery');
INSERT INTO public.auth_permission VALUES (83, 'Can delete factor recovery', 21, 'delete_factorrecovery');
INSERT INTO public.auth_permission VALUES (84, 'Can view factor recovery', 21, 'view_factorrecovery');
INSERT INTO public.auth_permission VALUES (85, 'Can add session', 22, 'add_session');
INSERT INTO public.auth_permission VALUES (86, 'Can change session', 22, 'change_session');
INSERT INTO public.auth_permission VALUES (87, 'Can delete session', 22, 'delete_session');
INSERT INTO public.auth_permission VALUES (88, 'Can view session', 22, 'view_session');
INSERT INTO public.auth_permission VALUES (89, 'Can add known browser', 23, 'add_knownbrowser');
INSERT INTO public.auth_permission VALUES (90, 'Can change known browser', 23, 'change_knownbrowser');
INSERT INTO public.auth_permission VALUES (91, 'Can delete known browser', 23, 'delete_knownbrowser');
INSERT INTO public.auth_permission VALUES (92, 'Can view known browser', 23, 'view_knownbrowser');
INSERT INTO public.auth_permission VALUES (93, 'Can add authenticator app', 24, 'add_authenticatorapp');
INSERT INTO public.auth_permission VALUES (94, 'Can change authenticator app', 24, 'change_authenticatorapp');
INSERT INTO public.auth_permission VALUES (95, 'Can delete authenticator app', 24, 'delete_authenticatorapp');
INSERT INTO public.auth_permission VALUES (96, 'Can view authenticator app', 24, 'view_authenticatorapp');
INSERT INTO public.auth_permission VALUES (97, 'Can add security key', 25, 'add_securitykey');
INSERT INTO public.auth_permission VALUES (98, 'Can change security key', 25, 'change_securitykey');
INSERT INTO public.auth_permission VALUES (99, 'Can delete security key', 25, 'delete_securitykey');
INSERT INTO public.auth_permission VALUES (100, 'Can view security key', 25, 'view_securitykey');
INSERT INTO public.auth_permission VALUES (101, 'Can add trusted device', 26, 'add_trusteddevice');
INSERT INTO public.auth_permission VALUES (102, 'Can change trusted device', 26, 'change_trusteddevice');
INSERT INTO public.auth_permission VALUES (103, 'Can delete trusted device', 26, 'delete_trusteddevice');
INSERT INTO public.auth_permission VALUES (104, 'Can view trusted device', 26, 'view_trusteddevice');
INSERT INTO public.auth_permission VALUES (105, 'Can add emailed code', 27, 'add_emailedcode');
INSERT INTO public.auth_permission VALUES (106, 'Can change emailed code', 27, 'change_emailedcode');
INSERT INTO public.auth_permission VALUES (107, 'Can delete emailed code', 27, 'delete_emailedcode');
INSERT INTO public.auth_permission VALUES (108, 'Can view emailed code', 27, 'view_emailedcode');
INSERT INTO public.auth_permission VALUES (109, 'Can add recovery code', 28, 'add_recoverycode');
INSERT INTO public.auth_permission VALUES (110, 'Can change recovery code', 28, 'change_recoverycode');
INSERT INTO public.auth_permission VALUES (111, 'Can delete recovery code', 28, 'delete_recoverycode');
INSERT INTO public.auth_permission VALUES (112, 'Can view recovery code', 28, 'view_recoverycode');
INSERT INTO public.auth_permission VALUES (113, 'Can add structure', 29, 'add_structure');
INSERT INTO public.auth_permission VALUES (114, 'Can change structure', 29, 'change_structure');
INSERT INTO public.auth_permission VALUES (115, 'Can delete structure', 29, 'delete_structure');
INSERT INTO public.auth_permission VALUES (116, 'Can view structure', 29, 'view_structure');
INSERT INTO public.auth_permission VALUES (117, 'Can add service', 30, 'add_service');
INSERT INTO public.auth_permission VALUES (118, 'Can change service', 30, 'change_service');
INSERT INTO public.auth_permission VALUES (119, 'Can delete service', 30, 'delete_service');
INSERT INTO public.auth_permission VALUES (120, 'Can view service', 30, 'view_service');
INSERT INTO public.auth_permission VALUES (121, 'Can add membership', 31, 'add_membership');
INSERT INTO public.auth_permission VALUES (122, 'Can change membership', 31, 'change_membership');
INSERT INTO public.auth_permission VALUES (123, 'Can delete membership', 31, 'delete_membership');
INSERT INTO public.auth_permission VALUES (124, 'Can view membership', 31, 'view_membership');
INSERT INTO public.auth_permission VALUES (125, 'Can add invoice', 32, 'add_invoice');
INSERT INTO public.auth_permission VALUES (126, 'Can change invoice', 32, 'change_invoice');
INSERT INTO public.auth_permission VALUES (127, 'Can delete invoice', 32, 'delete_invoice');
INSERT INTO public.auth_permission VALUES (128, 'Can view invoice', 32, 'view_invoice');
INSERT INTO public.auth_permission VALUES (129, 'Can add identity', 33, 'add_identity');
INSERT INTO public.auth_permission VALUES (130, 'Can change identity', 33, 'change_identity');
INSERT INTO public.auth_permission VALUES (131, 'Can delete identity', 33, 'delete_identity');
INSERT INTO public.auth_permission VALUES (132, 'Can view identity', 33, 'view_identity');
INSERT INTO public.auth_permission VALUES (133, 'Can add draft', 34, 'add_draft');
INSERT INTO public.auth_permission VALUES (134, 'Can change draft', 34, 'change_draft');
INSERT INTO public.auth_permission VALUES (135, 'Can delete draft', 34, 'delete_draft');
INSERT INTO public.auth_permission VALUES (136, 'Can view draft', 34, 'view_draft');
INSERT INTO public.auth_permission VALUES (137, 'Can add box entry', 35, 'add_boxentry');
INSERT INTO public.auth_permission VALUES (138, 'Can change box entry', 35, 'change_boxentry');
INSERT INTO public.auth_permission VALUES (139, 'Can delete box entry', 35, 'delete_boxentry');
INSERT INTO public.auth_permission VALUES (140, 'Can view box entry', 35, 'view_boxentry');
INSERT INTO public.auth_permission VALUES (141, 'Can add attachment', 36, 'add_attachment');
INSERT INTO public.auth_permission VALUES (142, 'Can change attachment', 36, 'change_attachment');
INSERT INTO public.auth_permission VALUES (143, 'Can delete attachment', 36, 'delete_attachment');
INSERT INTO public.auth_permission VALUES (144, 'Can view attachment', 36, 'view_attachment');
INSERT INTO public.auth_permission VALUES (145, 'Can add blob', 37, 'add_blob');
INSERT INTO public.auth_permission VALUES (146, 'Can change blob', 37, 'change_blob');
INSERT INTO public.auth_permission VALUES (147, 'Can delete blob', 37, 'delete_blob');
INSERT INTO public.auth_permission VALUES (148, 'Can view blob', 37, 'view_blob');
INSERT INTO public.auth_permission VALUES (149, 'Can add event', 38, 'add_event');
INSERT INTO public.auth_permission VALUES (150, 'Can change event', 38, 'change_event');
INSERT INTO public.auth_permission VALUES (151, 'Can delete event', 38, 'delete_event');
INSERT INTO public.auth_permission VALUES (152, 'Can view event', 38, 'view_event');
INSERT INTO public.auth_permission VALUES (153, 'Can add application', 39, 'add_application');
INSERT INTO public.auth_permission VALUES (154, 'Can change application', 39, 'change_application');
INSERT INTO public.auth_permission VALUES (155, 'Can delete application', 39, 'delete_application');
INSERT INTO public.auth_permission VALUES (156, 'Can view application', 39, 'view_application');
INSERT INTO public.auth_permission VALUES (157, 'Can add grant', 40, 'add_grant');
INSERT INTO public.auth_permission VALUES (158, 'Can change grant', 40, 'change_grant');
INSERT INTO public.auth_permission VALUES (159, 'Can delete grant', 40, 'delete_grant');
INSERT INTO public.auth_permission VALUES (160, 'Can view grant', 40, 'view_grant');
INSERT INTO public.auth_permission VALUES (161, 'Can add id token', 41, 'add_idtoken');
INSERT INTO public.auth_permission VALUES (162, 'Can change id token', 41, 'change_idtoken');
INSERT INTO public.auth_permission VALUES (163, 'Can delete id token', 41, 'delete_idtoken');
INSERT INTO public.auth_permission VALUES (164, 'Can view id token', 41, 'view_idtoken');
INSERT INTO public.auth_permission VALUES (165, 'Can add access token', 42, 'add_accesstoken');
INSERT INTO public.auth_permission VALUES (166, 'Can change access token', 42, 'change_accesstoken');
INSERT INTO public.auth_permission VALUES (167, 'Can delete access token', 42, 'delete_accesstoken');
INSERT INTO public.auth_permission VALUES (168, 'Can view access token', 42, 'view_accesstoken');
INSERT INTO public.auth_permission VALUES (169, 'Can add refresh token', 43, 'add_refreshtoken');
INSERT INTO public.auth_permission VALUES (170, 'Can change refresh token', 43, 'change_refreshtoken');
INSERT INTO public.auth_permission VALUES (171, 'Can delete refresh token', 43, 'delete_refreshtoken');
INSERT INTO public.auth_permission VALUES (172, 'Can view refresh token', 43, 'view_refreshtoken');
INSERT INTO public.auth_permission VALUES (173, 'Can add device grant', 44, 'add_devicegrant');
INSERT INTO public.auth_permission VALUES (174, 'Can change device grant', 44, 'change_devicegrant');
INSERT INTO public.auth_permission VALUES (175, 'Can delete device grant', 44, 'delete_devicegrant');
INSERT INTO public.auth_permission VALUES (176, 'Can view device grant', 44, 'view_devicegrant');
INSERT INTO public.auth_permission VALUES (177, 'Can add deposit', 45, 'add_deposit');
INSERT INTO public.auth_permission VALUES (178, 'Can change deposit', 45, 'change_deposit');
INSERT INTO public.auth_permission VALUES (179, 'Can delete deposit', 45, 'delete_deposit');
INSERT INTO public.auth_permission VALUES (180, 'Can view deposit', 45, 'view_deposit');
INSERT INTO public.auth_permission VALUES (181, 'Can add flow', 46, 'add_flow');
INSERT INTO public.auth_permission VALUES (182, 'Can change flow', 46, 'change_flow');
INSERT INTO public.auth_permission VALUES (183, 'Can delete flow', 46, 'delete_flow');
INSERT INTO public.auth_permission VALUES (184, 'Can view flow', 46, 'view_flow');
INSERT INTO public.auth_permission VALUES (185, 'Can add notification', 47, 'add_notification');
INSERT INTO public.auth_permission VALUES (186, 'Can change notification', 47, 'change_notification');
INSERT INTO public.auth_permission VALUES (187, 'Can delete notification', 47, 'delete_notification');
INSERT INTO public.auth_permission VALUES (188, 'Can view notification', 47, 'view_notification');
INSERT INTO public.auth_permission VALUES (189, 'Can add preference', 48, 'add_preference');
INSERT INTO public.auth_permission VALUES (190, 'Can change preference', 48, 'change_preference');
INSERT INTO public.auth_permission VALUES (191, 'Can delete preference', 48, 'delete_preference');
INSERT INTO public.auth_permission VALUES (192, 'Can view preference', 48, 'view_preference');
INSERT INTO public.auth_permission VALUES (193, 'Can add weekly summary', 49, 'add_weeklysummary');
INSERT INTO public.auth_permission VALUES (194, 'Can change weekly summary', 49, 'change_weeklysummary');
INSERT INTO public.auth_permission VALUES (195, 'Can delete weekly summary', 49, 'delete_weeklysummary');
INSERT INTO public.auth_permission VALUES (196, 'Can view weekly summary', 49, 'view_weeklysummary');
INSERT INTO public.auth_permission VALUES (197, 'Can add demo mail', 50, 'add_demomail');
INSERT INTO public.auth_permission VALUES (198, 'Can change demo mail', 50, 'change_demomail');
INSERT INTO public.auth_permission VALUES (199, 'Can delete demo mail', 50, 'delete_demomail');
INSERT INTO public.auth_permission VALUES (200, 'Can view demo mail', 50, 'view_demomail');
INSERT INTO public.auth_permission VALUES (201, 'Can add mail handover', 51, 'add_mailhandover');
INSERT INTO public.auth_permission VALUES (202, 'Can change mail handover', 51, 'change_mailhandover');
INSERT INTO public.auth_permission VALUES (203, 'Can delete mail handover', 51, 'delete_mailhandover');
INSERT INTO public.auth_permission VALUES (204, 'Can view mail handover', 51, 'view_mailhandover');
INSERT INTO public.auth_permission VALUES (205, 'Can add subscription', 52, 'add_subscription');
INSERT INTO public.auth_permission VALUES (206, 'Can change subscription', 52, 'change_subscription');
INSERT INTO public.auth_permission VALUES (207, 'Can delete subscription', 52, 'delete_subscription');
INSERT INTO public.auth_permission VALUES (208, 'Can view subscription', 52, 'view_subscription');


--
-- Data for Name: django_content_type; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.django_content_type VALUES (1, 'auth', 'permission');
INSERT INTO public.django_content_type VALUES (2, 'auth', 'group');
INSERT INTO public.django_content_type VALUES (3, 'contenttypes', 'contenttype');
INSERT INTO public.django_content_type VALUES (4, 'account', 'emailaddress');
INSERT INTO public.django_content_type VALUES (5, 'account', 'emailconfirmation');
INSERT INTO public.django_content_type VALUES (6, 'procrastinate', 'procrastinateevent');
INSERT INTO public.django_content_type VALUES (7, 'procrastinate', 'procrastinatejob');
INSERT INTO public.django_content_type VALUES (8, 'procrastinate', 'procrastinateperiodicdefer');
INSERT INTO public.django_content_type VALUES (9, 'procrastinate', 'procrastinateworker');
INSERT INTO public.django_content_type VALUES (10, 'journal', 'entry');
INSERT INTO public.django_content_type VALUES (11, 'journal', 'seal');
INSERT INTO public.django_content_type VALUES (12, 'accounts', 'user');
INSERT INTO public.django_content_type VALUES (13, 'accounts', 'securityevent');
INSERT INTO public.django_content_type VALUES (14, 'accounts', 'attemptcount');
INSERT INTO public.django_content_type VALUES (15, 'accounts', 'registration');
INSERT INTO public.django_content_type VALUES (16, 'accounts', 'activationlink');
INSERT INTO public.django_content_type VALUES (17, 'accounts', 'photo');
INSERT INTO public.django_content_type VALUES (18, 'accounts', 'profile');
INSERT INTO public.django_content_type VALUES (19, 'accounts', 'addresschange');
INSERT INTO public.django_content_type VALUES (20, 'accounts', 'operatorinvitation');
INSERT INTO public.django_content_type VALUES (21, 'accounts', 'factorrecovery');
INSERT INTO public.django_content_type VALUES (22, 'accounts', 'session');
INSERT INTO public.django_content_type VALUES (23, 'accounts', 'knownbrowser');
INSERT INTO public.django_content_type VALUES (24, 'accounts', 'authenticatorapp');
INSERT INTO public.django_content_type VALUES (25, 'accounts', 'securitykey');
INSERT INTO public.django_content_type VALUES (26, 'accounts', 'trusteddevice');
INSERT INTO public.django_content_type VALUES (27, 'accounts', 'emailedcode');
INSERT INTO public.django_content_type VALUES (28, 'accounts', 'recoverycode');
INSERT INTO public.django_content_type VALUES (29, 'structures', 'structure');
INSERT INTO public.django_content_type VALUES (30, 'structures', 'service');
INSERT INTO public.django_content_type VALUES (31, 'structures', 'membership');
INSERT INTO public.django_content_type VALUES (32, 'invoices', 'invoice');
INSERT INTO public.django_content_type VALUES (33, 'invoices', 'identity');
INSERT INTO public.django_content_type VALUES (34, 'invoices', 'draft');
INSERT INTO public.django_content_type VALUES (35, 'invoices', 'boxentry');
INSERT INTO public.django_content_type VALUES (36, 'invoices', 'attachment');
INSERT INTO public.django_content_type VALUES (37, 'archive', 'blob');
INSERT INTO public.django_content_type VALUES (38, 'lifecycle', 'event');
INSERT INTO public.django_content_type VALUES (39, 'partners', 'application');
INSERT INTO public.django_content_type VALUES (40, 'partners', 'grant');
INSERT INTO public.django_content_type VALUES (41, 'partners', 'idtoken');
INSERT INTO public.django_content_type VALUES (42, 'partners', 'accesstoken');
INSERT INTO public.django_content_type VALUES (43, 'partners', 'refreshtoken');
INSERT INTO public.django_content_type VALUES (44, 'partners', 'devicegrant');
INSERT INTO public.django_content_type VALUES (45, 'flows', 'deposit');
INSERT INTO public.django_content_type VALUES (46, 'flows', 'flow');
INSERT INTO public.django_content_type VALUES (47, 'notifications', 'notification');
INSERT INTO public.django_content_type VALUES (48, 'notifications', 'preference');
INSERT INTO public.django_content_type VALUES (49, 'notifications', 'weeklysummary');
INSERT INTO public.django_content_type VALUES (50, 'jobs', 'demomail');
INSERT INTO public.django_content_type VALUES (51, 'jobs', 'mailhandover');
INSERT INTO public.django_content_type VALUES (52, 'jobs', 'subscription');


--
-- Data for Name: django_migrations; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.django_migrations VALUES (1, 'accounts', '0001_initial', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (2, 'account', '0001_initial', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (3, 'account', '0002_email_max_length', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (4, 'account', '0003_alter_emailaddress_create_unique_verified_email', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (5, 'account', '0004_alter_emailaddress_drop_unique_email', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (6, 'account', '0005_emailaddress_idx_upper_email', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (7, 'account', '0006_emailaddress_lower', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (8, 'account', '0007_emailaddress_idx_email', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (9, 'account', '0008_emailaddress_unique_primary_email_fixup', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (10, 'account', '0009_emailaddress_unique_primary_email', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (11, 'accounts', '0002_security_events', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (12, 'accounts', '0003_attempt_counts', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (13, 'accounts', '0004_registrations', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (14, 'accounts', '0005_profile', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (15, 'accounts', '0006_operators', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (16, 'accounts', '0007_sessions', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (17, 'accounts', '0008_second_factors', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (18, 'accounts', '0009_operator_origins', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (19, 'archive', '0001_initial', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (20, 'contenttypes', '0001_initial', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (21, 'contenttypes', '0002_remove_content_type_name', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (22, 'auth', '0001_initial', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (23, 'auth', '0002_alter_permission_name_max_length', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (24, 'auth', '0003_alter_user_email_max_length', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (25, 'auth', '0004_alter_user_username_opts', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (26, 'auth', '0005_alter_user_last_login_null', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (27, 'auth', '0006_require_contenttypes_0002', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (28, 'auth', '0007_alter_validators_add_error_messages', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (29, 'auth', '0008_alter_user_username_max_length', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (30, 'auth', '0009_alter_user_last_name_max_length', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (31, 'auth', '0010_alter_group_name_max_length', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (32, 'auth', '0011_update_proxy_permissions', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (33, 'auth', '0012_alter_user_first_name_max_length', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (34, 'structures', '0001_initial', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (35, 'invoices', '0001_initial', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (36, 'flows', '0001_initial', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (37, 'flows', '0002_tenant_wall', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (38, 'structures', '0002_search_text', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (39, 'invoices', '0002_tenant_wall', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (40, 'invoices', '0003_warnings', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (41, 'journal', '0001_initial', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (42, 'jobs', '0001_initial', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (43, 'jobs', '0002_subscriptions', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (44, 'journal', '0002_append_only', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (45, 'lifecycle', '0001_initial', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (46, 'lifecycle', '0002_tenant_wall', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (47, 'notifications', '0001_initial', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (48, 'partners', '0001_initial', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (49, 'oauth2_provider', '0001_initial', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (50, 'oauth2_provider', '0002_auto_20190406_1805', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (51, 'oauth2_provider', '0003_auto_20201211_1314', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (52, 'oauth2_provider', '0004_auto_20200902_2022', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (53, 'oauth2_provider', '0005_auto_20211222_2352', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (54, 'oauth2_provider', '0006_alter_application_client_secret', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (55, 'oauth2_provider', '0007_application_post_logout_redirect_uris', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (56, 'oauth2_provider', '0008_alter_accesstoken_token', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (57, 'oauth2_provider', '0009_add_hash_client_secret', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (58, 'oauth2_provider', '0010_application_allowed_origins', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (59, 'oauth2_provider', '0011_refreshtoken_token_family', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (60, 'oauth2_provider', '0012_add_token_checksum', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (61, 'oauth2_provider', '0013_alter_application_authorization_grant_type_device', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (62, 'oauth2_provider', '0014_alter_help_text', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (63, 'oauth2_provider', '0015_refreshtoken_token_checksum', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (64, 'oauth2_provider', '0016_alter_devicegrant_scope', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (65, 'oauth2_provider', '0017_application_dcr_created', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (66, 'oauth2_provider', '0018_resource_indicators', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (67, 'oauth2_provider', '0019_application_registration_source', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (68, 'oauth2_provider', '0020_cimd_application_fields', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (69, 'oauth2_provider', '0021_translatable_field_labels', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (70, 'oauth2_provider', '0022_refreshtoken_token_family_index', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (71, 'procrastinate', '0001_initial', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (72, 'procrastinate', '0002_drop_started_at_column', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (73, 'procrastinate', '0003_drop_started_at_column', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (74, 'procrastinate', '0004_drop_procrastinate_version_table', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (75, 'procrastinate', '0005_fix_procrastinate_fetch_job', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (76, 'procrastinate', '0006_fix_trigger_status_events_insert', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (77, 'procrastinate', '0007_add_queueing_lock_column', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (78, 'procrastinate', '0008_close_fetch_job_race_condition', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (79, 'procrastinate', '0009_add_defer_job_function', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (96, 'procrastinate', '0026_add_job_priority', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (80, 'procrastinate', '0010_add_procrastinate_periodic_defers', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (81, 'procrastinate', '0011_add_foreign_key_index', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (82, 'procrastinate', '0012_add_locks_to_periodic_defer', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (83, 'procrastinate', '0013_fix_procrastinate_defer_periodic_job', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (84, 'procrastinate', '0014_add_finish_job_and_retry_job_functions', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (85, 'procrastinate', '0015_add_trigger_on_job_deletion', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (86, 'procrastinate', '0016_delete_finished_jobs', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (87, 'procrastinate', '0017_add_checks_to_finish_job', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (88, 'procrastinate', '0018_add_checks_to_retry_job', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (89, 'procrastinate', '0019_fix_finish_job_compat_issue', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (90, 'procrastinate', '0020_add_index_on_procrastinate_jobs', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (91, 'procrastinate', '0021_add_kwargs_to_defer_periodic_job', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (92, 'procrastinate', '0022_null_locks_excluded', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (93, 'procrastinate', '0023_remove_old_finish_job_function', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (94, 'procrastinate', '0024_job_id_bigint', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (95, 'procrastinate', '0025_add_models', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (97, 'procrastinate', '0027_add_periodic_job_priority', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (98, 'procrastinate', '0028_add_cancel_states', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (99, 'procrastinate', '0029_add_additional_params_to_retry_job', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (100, 'procrastinate', '0030_alter_procrastinateevent_options', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (101, 'procrastinate', '0031_add_indexes_for_fetch_job', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (102, 'procrastinate', '0032_pre_cancel_notification', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (103, 'procrastinate', '0033_post_cancel_notification', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (104, 'procrastinate', '0034_pre_add_heartbeat', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (105, 'procrastinate', '0035_post_add_heartbeat', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (106, 'procrastinate', '0036_add_worker_model', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (107, 'procrastinate', '0037_pre_batch_defer_jobs', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (108, 'procrastinate', '0038_post_batch_defer_jobs', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (109, 'procrastinate', '0039_pre_priority_lock_fetch_job', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (110, 'procrastinate', '0040_pre_retry_failed_job', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (111, 'procrastinate', '0041_post_retry_failed_job', '2026-01-01 00:00:00+00');


--
-- Data for Name: flows_deposit; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: flows_flow; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: invoices_attachment; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: invoices_boxentry; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: invoices_draft; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: invoices_identity; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: invoices_invoice; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: jobs_demomail; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: jobs_mailhandover; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: jobs_subscription; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: journal_entry; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: journal_seal; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: lifecycle_event; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: notifications_notification; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: notifications_preference; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: notifications_weeklysummary; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: partners_accesstoken; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: partners_application; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: partners_devicegrant; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: partners_grant; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: partners_idtoken; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: partners_refreshtoken; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: procrastinate_events; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: procrastinate_jobs; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: procrastinate_periodic_defers; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: procrastinate_workers; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: structures_membership; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: structures_service; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: structures_structure; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Name: account_emailaddress_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.account_emailaddress_id_seq', 1, false);


--
-- Name: account_emailconfirmation_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.account_emailconfirmation_id_seq', 1, false);


--
-- Name: accounts_activationlink_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.accounts_activationlink_id_seq', 1, false);


--
-- Name: accounts_addresschange_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.accounts_addresschange_id_seq', 1, false);


--
-- Name: accounts_authenticatorapp_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.accounts_authenticatorapp_id_seq', 1, false);


--
-- Name: accounts_emailedcode_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.accounts_emailedcode_id_seq', 1, false);


--
-- Name: accounts_factorrecovery_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.accounts_factorrecovery_id_seq', 1, false);


--
-- Name: accounts_knownbrowser_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.accounts_knownbrowser_id_seq', 1, false);


--
-- Name: accounts_operatorinvitation_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.accounts_operatorinvitation_id_seq', 1, false);


--
-- Name: accounts_recoverycode_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.accounts_recoverycode_id_seq', 1, false);


--
-- Name: accounts_registration_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.accounts_registration_id_seq', 1, false);


--
-- Name: accounts_securityevent_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.accounts_securityevent_id_seq', 1, false);


--
-- Name: accounts_securitykey_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.accounts_securitykey_id_seq', 1, false);


--
-- Name: accounts_trusteddevice_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.accounts_trusteddevice_id_seq', 1, false);


--
-- Name: accounts_user_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.accounts_user_id_seq', 1, false);


--
-- Name: auth_group_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.auth_group_id_seq', 1, false);


--
-- Name: auth_group_permissions_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.auth_group_permissions_id_seq', 1, false);


--
-- Name: auth_permission_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.auth_permission_id_seq', 208, true);


--
-- Name: django_content_type_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.django_content_type_id_seq', 52, true);


--
-- Name: django_migrations_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.django_migrations_id_seq', 111, true);


--
-- Name: flows_deposit_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.flows_deposit_id_seq', 1, false);


--
-- Name: flows_flow_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.flows_flow_id_seq', 1, false);


--
-- Name: invoices_attachment_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.invoices_attachment_id_seq', 1, false);


--
-- Name: invoices_boxentry_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.invoices_boxentry_id_seq', 1, false);


--
-- Name: invoices_draft_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.invoices_draft_id_seq', 1, false);


--
-- Name: invoices_identity_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.invoices_identity_id_seq', 1, false);


--
-- Name: invoices_invoice_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.invoices_invoice_id_seq', 1, false);


--
-- Name: jobs_demomail_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.jobs_demomail_id_seq', 1, false);


--
-- Name: journal_entry_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.journal_entry_id_seq', 1, false);


--
-- Name: lifecycle_event_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.lifecycle_event_id_seq', 1, false);


--
-- Name: notifications_notification_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.notifications_notification_id_seq', 1, false);


--
-- Name: notifications_preference_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.notifications_preference_id_seq', 1, false);


--
-- Name: notifications_weeklysummary_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.notifications_weeklysummary_id_seq', 1, false);


--
-- Name: partners_accesstoken_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.partners_accesstoken_id_seq', 1, false);


--
-- Name: partners_application_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.partners_application_id_seq', 1, false);


--
-- Name: partners_devicegrant_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.partners_devicegrant_id_seq', 1, false);


--
-- Name: partners_grant_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.partners_grant_id_seq', 1, false);


--
-- Name: partners_idtoken_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.partners_idtoken_id_seq', 1, false);


--
-- Name: partners_refreshtoken_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.partners_refreshtoken_id_seq', 1, false);


--
-- Name: procrastinate_events_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.procrastinate_events_id_seq', 1, false);


--
-- Name: procrastinate_jobs_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.procrastinate_jobs_id_seq', 1, false);


--
-- Name: procrastinate_periodic_defers_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.procrastinate_periodic_defers_id_seq', 1, false);


--
-- Name: procrastinate_workers_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.procrastinate_workers_id_seq', 1, false);


--
-- Name: structures_membership_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.structures_membership_id_seq', 1, false);


--
-- Name: structures_service_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.structures_service_id_seq', 1, false);


--
-- Name: structures_structure_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.structures_structure_id_seq', 1, false);


--
-- Name: account_emailaddress account_emailaddress_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);


--
-- Name: account_emailaddress account_emailaddress_user_id_email_987c8728_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);


--
-- Name: account_emailconfirmation account_emailconfirmation_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);


--
-- Name: account_emailconfirmation account_emailconfirmation_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);


--
-- Name: accounts_activationlink accounts_activationlink_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_activationlink
    ADD CONSTRAINT accounts_activationlink_pkey PRIMARY KEY (id);


--
-- Name: accounts_activationlink accounts_activationlink_token_sha256_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_activationlink
    ADD CONSTRAINT accounts_activationlink_token_sha256_key UNIQUE (token_sha256);


--
-- Name: accounts_addresschange accounts_addresschange_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_addresschange
    ADD CONSTRAINT accounts_addresschange_pkey PRIMARY KEY (id);


--
-- Name: accounts_addresschange accounts_addresschange_token_sha256_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_addresschange
    ADD CONSTRAINT accounts_addresschange_token_sha256_key UNIQUE (token_sha256);


--
-- Name: accounts_attemptcount accounts_attemptcount_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_attemptcount
    ADD CONSTRAINT accounts_attemptcount_pkey PRIMARY KEY (key);


--
-- Name: accounts_authenticatorapp accounts_authenticatorapp_person_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_authenticatorapp
    ADD CONSTRAINT accounts_authenticatorapp_person_id_key UNIQUE (person_id);


--
-- Name: accounts_authenticatorapp accounts_authenticatorapp_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_authenticatorapp
    ADD CONSTRAINT accounts_authenticatorapp_pkey PRIMARY KEY (id);


--
-- Name: accounts_emailedcode accounts_emailedcode_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_emailedcode
    ADD CONSTRAINT accounts_emailedcode_pkey PRIMARY KEY (id);


--
-- Name: accounts_factorrecovery accounts_factorrecovery_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_factorrecovery
    ADD CONSTRAINT accounts_factorrecovery_pkey PRIMARY KEY (id);


--
-- Name: accounts_factorrecovery accounts_factorrecovery_public_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_factorrecovery
    ADD CONSTRAINT accounts_factorrecovery_public_id_key UNIQUE (public_id);


--
-- Name: accounts_knownbrowser accounts_known_browser_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_knownbrowser
    ADD CONSTRAINT accounts_known_browser_once UNIQUE (person_id, fingerprint);


--
-- Name: accounts_knownbrowser accounts_knownbrowser_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_knownbrowser
    ADD CONSTRAINT accounts_knownbrowser_pkey PRIMARY KEY (id);


--
-- Name: accounts_addresschange accounts_one_change_of_each_address; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_addresschange
    ADD CONSTRAINT accounts_one_change_of_each_address UNIQUE (person_id, purpose);


--
-- Name: accounts_operatorinvitation accounts_operatorinvitation_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_operatorinvitation
    ADD CONSTRAINT accounts_operatorinvitation_pkey PRIMARY KEY (id);


--
-- Name: accounts_operatorinvitation accounts_operatorinvitation_token_sha256_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_operatorinvitation
    ADD CONSTRAINT accounts_operatorinvitation_token_sha256_key UNIQUE (token_sha256);


--
-- Name: accounts_photo accounts_photo_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_photo
    ADD CONSTRAINT accounts_photo_pkey PRIMARY KEY (person_id);


--
-- Name: accounts_profile accounts_profile_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_profile
    ADD CONSTRAINT accounts_profile_pkey PRIMARY KEY (person_id);


--
-- Name: accounts_recoverycode accounts_recovery_code_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_recoverycode
    ADD CONSTRAINT accounts_recovery_code_once UNIQUE (person_id, fingerprint);


--
-- Name: accounts_recoverycode accounts_recoverycode_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_recoverycode
    ADD CONSTRAINT accounts_recoverycode_pkey PRIMARY KEY (id);


--
-- Name: accounts_registration accounts_registration_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_registration
    ADD CONSTRAINT accounts_registration_pkey PRIMARY KEY (id);


--
-- Name: accounts_registration accounts_registration_public_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_registration
    ADD CONSTRAINT accounts_registration_public_id_key UNIQUE (public_id);


--
-- Name: accounts_securityevent accounts_securityevent_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_securityevent
    ADD CONSTRAINT accounts_securityevent_pkey PRIMARY KEY (id);


--
-- Name: accounts_securitykey accounts_securitykey_credential_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_securitykey
    ADD CONSTRAINT accounts_securitykey_credential_id_key UNIQUE (credential_id);


--
-- Name: accounts_securitykey accounts_securitykey_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_securitykey
    ADD CONSTRAINT accounts_securitykey_pkey PRIMARY KEY (id);


--
-- Name: accounts_session accounts_session_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_session
    ADD CONSTRAINT accounts_session_pkey PRIMARY KEY (session_key);


--
-- Name: accounts_trusteddevice accounts_trusteddevice_fingerprint_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_trusteddevice
    ADD CONSTRAINT accounts_trusteddevice_fingerprint_key UNIQUE (fingerprint);


--
-- Name: accounts_trusteddevice accounts_trusteddevice_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_trusteddevice
    ADD CONSTRAINT accounts_trusteddevice_pkey PRIMARY KEY (id);


--
-- Name: accounts_user accounts_user_email_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_user
    ADD CONSTRAINT accounts_user_email_key UNIQUE (email);


--
-- Name: accounts_user accounts_user_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_user
    ADD CONSTRAINT accounts_user_pkey PRIMARY KEY (id);


--
-- Name: accounts_user accounts_user_public_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_user
    ADD CONSTRAINT accounts_user_public_id_key UNIQUE (public_id);


--
-- Name: archive_blob archive_blob_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.archive_blob
    ADD CONSTRAINT archive_blob_pkey PRIMARY KEY (sha256);


--
-- Name: auth_group auth_group_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);


--
-- Name: auth_group_permissions auth_group_permissions_group_id_permission_id_0cd325b0_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);


--
-- Name: auth_group_permissions auth_group_permissions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);


--
-- Name: auth_group auth_group_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);


--
-- Name: auth_permission auth_permission_content_type_id_codename_01ab375a_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);


--
-- Name: auth_permission auth_permission_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);


--
-- Name: django_content_type django_content_type_app_label_model_76bd3d3b_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);


--
-- Name: django_content_type django_content_type_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);


--
-- Name: django_migrations django_migrations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);


--
-- Name: flows_deposit flows_deposit_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.flows_deposit
    ADD CONSTRAINT flows_deposit_pkey PRIMARY KEY (id);


--
-- Name: flows_flow flows_flow_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.flows_flow
    ADD CONSTRAINT flows_flow_pkey PRIMARY KEY (id);


--
-- Name: invoices_attachment invoices_attachment_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invoices_attachment
    ADD CONSTRAINT invoices_attachment_pkey PRIMARY KEY (id);


--
-- Name: invoices_boxentry invoices_box_entry; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invoices_boxentry
    ADD CONSTRAINT invoices_box_entry UNIQUE (structure_id, side, invoice_id);


--
-- Name: invoices_boxentry invoices_boxentry_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invoices_boxentry
    ADD CONSTRAINT invoices_boxentry_pkey PRIMARY KEY (id);


--
-- Name: invoices_draft invoices_draft_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invoices_draft
    ADD CONSTRAINT invoices_draft_pkey PRIMARY KEY (id);


--
-- Name: invoices_identity invoices_identity_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invoices_identity
    ADD CONSTRAINT invoices_identity_once UNIQUE (supplier_id, number, key);


--
-- Name: invoices_identity invoices_identity_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invoices_identity
    ADD CONSTRAINT invoices_identity_pkey PRIMARY KEY (id);


--
-- Name: invoices_invoice invoices_invoice_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invoices_invoice
    ADD CONSTRAINT invoices_invoice_pkey PRIMARY KEY (id);


--
-- Name: jobs_demomail jobs_demomail_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.jobs_demomail
    ADD CONSTRAINT jobs_demomail_pkey PRIMARY KEY (id);


--
-- Name: jobs_mailhandover jobs_mailhandover_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.jobs_mailhandover
    ADD CONSTRAINT jobs_mailhandover_pkey PRIMARY KEY (message_id);


--
-- Name: jobs_subscription jobs_subscription_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.jobs_subscription
    ADD CONSTRAINT jobs_subscription_pkey PRIMARY KEY (subscriber);


--
-- Name: journal_entry journal_entry_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.journal_entry
    ADD CONSTRAINT journal_entry_pkey PRIMARY KEY (id);


--
-- Name: journal_seal journal_seal_entry_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.journal_seal
    ADD CONSTRAINT journal_seal_entry_id_key UNIQUE (entry_id);


--
-- Name: journal_seal journal_seal_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.journal_seal
    ADD CONSTRAINT journal_seal_pkey PRIMARY KEY (sequence);


--
-- Name: lifecycle_event lifecycle_event_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lifecycle_event
    ADD CONSTRAINT lifecycle_event_pkey PRIMARY KEY (id);


--
-- Name: notifications_notification notifications_notification_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notifications_notification
    ADD CONSTRAINT notifications_notification_pkey PRIMARY KEY (id);


--
-- Name: notifications_weeklysummary notifications_one_a_week; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notifications_weeklysummary
    ADD CONSTRAINT notifications_one_a_week UNIQUE (person_id, week);


--
-- Name: notifications_notification notifications_one_a_window; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notifications_notification
    ADD CONSTRAINT notifications_one_a_window UNIQUE NULLS NOT DISTINCT (person_id, structure_id, event, partner_id, opened_at);


--
-- Name: notifications_preference notifications_preference_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notifications_preference
    ADD CONSTRAINT notifications_preference_once UNIQUE (person_id, family, channel);


--
-- Name: notifications_preference notifications_preference_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notifications_preference
    ADD CONSTRAINT notifications_preference_pkey PRIMARY KEY (id);


--
-- Name: notifications_weeklysummary notifications_weeklysummary_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notifications_weeklysummary
    ADD CONSTRAINT notifications_weeklysummary_pkey PRIMARY KEY (id);


--
-- Name: partners_accesstoken partners_accesstoken_id_token_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partners_accesstoken
    ADD CONSTRAINT partners_accesstoken_id_token_id_key UNIQUE (id_token_id);


--
-- Name: partners_accesstoken partners_accesstoken_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partners_accesstoken
    ADD CONSTRAINT partners_accesstoken_pkey PRIMARY KEY (id);


--
-- Name: partners_accesstoken partners_accesstoken_source_refresh_token_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partners_accesstoken
    ADD CONSTRAINT partners_accesstoken_source_refresh_token_id_key UNIQUE (source_refresh_token_id);


--
-- Name: partners_accesstoken partners_accesstoken_token_checksum_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partners_accesstoken
    ADD CONSTRAINT partners_accesstoken_token_checksum_key UNIQUE (token_checksum);


--
-- Name: partners_application partners_application_client_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partners_application
    ADD CONSTRAINT partners_application_client_id_key UNIQUE (client_id);


--
-- Name: partners_application partners_application_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partners_application
    ADD CONSTRAINT partners_application_pkey PRIMARY KEY (id);


--
-- Name: partners_devicegrant partners_devicegrant_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partners_devicegrant
    ADD CONSTRAINT partners_devicegrant_pkey PRIMARY KEY (id);


--
-- Name: partners_devicegrant partners_devicegrant_unique_device_code; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partners_devicegrant
    ADD CONSTRAINT partners_devicegrant_unique_device_code UNIQUE (device_code);


--
-- Name: partners_grant partners_grant_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partners_grant
    ADD CONSTRAINT partners_grant_code_key UNIQUE (code);


--
-- Name: partners_grant partners_grant_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partners_grant
    ADD CONSTRAINT partners_grant_pkey PRIMARY KEY (id);


--
-- Name: partners_idtoken partners_idtoken_jti_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partners_idtoken
    ADD CONSTRAINT partners_idtoken_jti_key UNIQUE (jti);


--
-- Name: partners_idtoken partners_idtoken_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partners_idtoken
    ADD CONSTRAINT partners_idtoken_pkey PRIMARY KEY (id);


--
-- Name: partners_refreshtoken partners_refreshtoken_access_token_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partners_refreshtoken
    ADD CONSTRAINT partners_refreshtoken_access_token_id_key UNIQUE (access_token_id);


--
-- Name: partners_refreshtoken partners_refreshtoken_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partners_refreshtoken
    ADD CONSTRAINT partners_refreshtoken_pkey PRIMARY KEY (id);


--
-- Name: partners_refreshtoken partners_refreshtoken_token_checksum_revoked_e896c5b1_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partners_refreshtoken
    ADD CONSTRAINT partners_refreshtoken_token_checksum_revoked_e896c5b1_uniq UNIQUE (token_checksum, revoked);


--
-- Name: procrastinate_events procrastinate_events_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_pkey PRIMARY KEY (id);


--
-- Name: procrastinate_jobs procrastinate_jobs_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_pkey PRIMARY KEY (id);


--
-- Name: procrastinate_periodic_defers procrastinate_periodic_defers_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_pkey PRIMARY KEY (id);


--
-- Name: procrastinate_periodic_defers procrastinate_periodic_defers_unique; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_unique UNIQUE (task_name, periodic_id, defer_timestamp);


--
-- Name: procrastinate_workers procrastinate_workers_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_workers
    ADD CONSTRAINT procrastinate_workers_pkey PRIMARY KEY (id);


--
-- Name: structures_structure structures_identifier; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.structures_structure
    ADD CONSTRAINT structures_identifier UNIQUE (environment, identifier_type, identifier);


--
-- Name: structures_membership structures_membership_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.structures_membership
    ADD CONSTRAINT structures_membership_once UNIQUE (person_id, structure_id);


--
-- Name: structures_membership structures_membership_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.structures_membership
    ADD CONSTRAINT structures_membership_pkey PRIMARY KEY (id);


--
-- Name: structures_service structures_service_code; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.structures_service
    ADD CONSTRAINT structures_service_code UNIQUE (structure_id, code);


--
-- Name: structures_service structures_service_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.structures_service
    ADD CONSTRAINT structures_service_pkey PRIMARY KEY (id);


--
-- Name: structures_structure structures_structure_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.structures_structure
    ADD CONSTRAINT structures_structure_pkey PRIMARY KEY (id);


--
-- Name: account_emailaddress_email_03be32b2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);


--
-- Name: account_emailaddress_email_03be32b2_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);


--
-- Name: account_emailaddress_user_id_2c513194; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);


--
-- Name: account_emailconfirmation_email_address_id_5b7f8c58; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);


--
-- Name: account_emailconfirmation_key_f43612bd_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);


--
-- Name: accounts_activationlink_registration_id_db212849; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_activationlink_registration_id_db212849 ON public.accounts_activationlink USING btree (registration_id);


--
-- Name: accounts_activationlink_token_sha256_9825872d_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_activationlink_token_sha256_9825872d_like ON public.accounts_activationlink USING btree (token_sha256 varchar_pattern_ops);


--
-- Name: accounts_addresschange_person_id_28f2ccb0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_addresschange_person_id_28f2ccb0 ON public.accounts_addresschange USING btree (person_id);


--
-- Name: accounts_addresschange_token_sha256_6b3127fc_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_addresschange_token_sha256_6b3127fc_like ON public.accounts_addresschange USING btree (token_sha256 varchar_pattern_ops);


--
-- Name: accounts_attemptcount_key_9f2aca3f_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_attemptcount_key_9f2aca3f_like ON public.accounts_attemptcount USING btree (key varchar_pattern_ops);


--
-- Name: accounts_attempts_forgotten; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_attempts_forgotten ON public.accounts_attemptcount USING btree (forgotten_at);


--
-- Name: accounts_attempts_of_account; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_attempts_of_account ON public.accounts_attemptcount USING btree (account) WHERE (NOT ((account)::text = ''::text));


--
-- Name: accounts_emailed_latest; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_emailed_latest ON public.accounts_emailedcode USING btree (person_id, sent_at DESC);


--
-- Name: accounts_emailedcode_person_id_dfd58634; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_emailedcode_person_id_dfd58634 ON public.accounts_emailedcode USING btree (person_id);


--
-- Name: accounts_factorrecovery_asked_by_id_3d7acd49; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_factorrecovery_asked_by_id_3d7acd49 ON public.accounts_factorrecovery USING btree (asked_by_id);


--
-- Name: accounts_factorrecovery_decided_by_id_33072238; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_factorrecovery_decided_by_id_33072238 ON public.accounts_factorrecovery USING btree (decided_by_id);


--
-- Name: accounts_factorrecovery_person_id_c8464a50; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_factorrecovery_person_id_c8464a50 ON public.accounts_factorrecovery USING btree (person_id);


--
-- Name: accounts_knownbrowser_person_id_42624edb; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_knownbrowser_person_id_42624edb ON public.accounts_knownbrowser USING btree (person_id);


--
-- Name: accounts_operatorinvitation_invited_by_id_4fdfb248; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_operatorinvitation_invited_by_id_4fdfb248 ON public.accounts_operatorinvitation USING btree (invited_by_id);


--
-- Name: accounts_operatorinvitation_token_sha256_b52f7d7a_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_operatorinvitation_token_sha256_b52f7d7a_like ON public.accounts_operatorinvitation USING btree (token_sha256 varchar_pattern_ops);


--
-- Name: accounts_recovery_latest; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_recovery_latest ON public.accounts_factorrecovery USING btree (asked_at DESC);


--
-- Name: accounts_recovery_token_once; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX accounts_recovery_token_once ON public.accounts_factorrecovery USING btree (token_sha256) WHERE (NOT ((token_sha256)::text = ''::text));


--
-- Name: accounts_recoverycode_person_id_44bff6de; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_recoverycode_person_id_44bff6de ON public.accounts_recoverycode USING btree (person_id);


--
-- Name: accounts_registration_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_registration_at ON public.accounts_registration USING btree (at);


--
-- Name: accounts_registration_email; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_registration_email ON public.accounts_registration USING btree (email);


--
-- Name: accounts_security_latest; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_security_latest ON public.accounts_securityevent USING btree (person_id, at DESC);


--
-- Name: accounts_securityevent_person_id_8f2dd903; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_securityevent_person_id_8f2dd903 ON public.accounts_securityevent USING btree (person_id);


--
-- Name: accounts_securitykey_person_id_6a88d2c2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_securitykey_person_id_6a88d2c2 ON public.accounts_securitykey USING btree (person_id);


--
-- Name: accounts_session_expire_date_5bbfba7c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_session_expire_date_5bbfba7c ON public.accounts_session USING btree (expire_date);


--
-- Name: accounts_session_person_id_6b01fe29; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_session_person_id_6b01fe29 ON public.accounts_session USING btree (person_id);


--
-- Name: accounts_session_session_key_b186966f_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_session_session_key_b186966f_like ON public.accounts_session USING btree (session_key varchar_pattern_ops);


--
-- Name: accounts_trusteddevice_fingerprint_9acfc93b_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_trusteddevice_fingerprint_9acfc93b_like ON public.accounts_trusteddevice USING btree (fingerprint varchar_pattern_ops);


--
-- Name: accounts_trusteddevice_person_id_90d0a5e1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_trusteddevice_person_id_90d0a5e1 ON public.accounts_trusteddevice USING btree (person_id);


--
-- Name: accounts_user_email_any_case; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX accounts_user_email_any_case ON public.accounts_user USING btree (lower((email)::text));


--
-- Name: accounts_user_email_b2644a56_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_user_email_b2644a56_like ON public.accounts_user USING btree (email varchar_pattern_ops);


--
-- Name: accounts_user_invited_by_id_b111c2cd; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_user_invited_by_id_b111c2cd ON public.accounts_user USING btree (invited_by_id);


--
-- Name: archive_blob_sha256_24ec7f53_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX archive_blob_sha256_24ec7f53_like ON public.archive_blob USING btree (sha256 varchar_pattern_ops);


--
-- Name: auth_group_name_a6ea08ec_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);


--
-- Name: auth_group_permissions_group_id_b120cbf9; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);


--
-- Name: auth_group_permissions_permission_id_84c5c92e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);


--
-- Name: auth_permission_content_type_id_2f476e4b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);


--
-- Name: flows_deposit_group; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX flows_deposit_group ON public.flows_deposit USING btree (structure_id, "group") WHERE ("group" IS NOT NULL);


--
-- Name: flows_deposit_recent; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX flows_deposit_recent ON public.flows_deposit USING btree (structure_id, id DESC);


--
-- Name: flows_deposit_structure_id_8840c8c2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX flows_deposit_structure_id_8840c8c2 ON public.flows_deposit USING btree (structure_id);


--
-- Name: flows_flow_deposit_id_9eb5cbc8; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX flows_flow_deposit_id_9eb5cbc8 ON public.flows_flow USING btree (deposit_id);


--
-- Name: flows_flow_draft_id_fdc577aa; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX flows_flow_draft_id_fdc577aa ON public.flows_flow USING btree (draft_id);


--
-- Name: flows_flow_duplicate_of_id_5c04db17; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX flows_flow_duplicate_of_id_5c04db17 ON public.flows_flow USING btree (duplicate_of_id);


--
-- Name: flows_flow_invoice_id_0cb61319; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX flows_flow_invoice_id_0cb61319 ON public.flows_flow USING btree (invoice_id);


--
-- Name: flows_flow_replaces_id_285175d4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX flows_flow_replaces_id_285175d4 ON public.flows_flow USING btree (replaces_id);


--
-- Name: flows_flow_structure_id_3cfdf3c6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX flows_flow_structure_id_3cfdf3c6 ON public.flows_flow USING btree (structure_id);


--
-- Name: flows_idempotency; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX flows_idempotency ON public.flows_deposit USING btree (actor, idempotency_key) WHERE (idempotency_key IS NOT NULL);


--
-- Name: flows_of_deposit; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX flows_of_deposit ON public.flows_flow USING btree (deposit_id, "position");


--
-- Name: flows_queue; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX flows_queue ON public.flows_flow USING btree (due_at, id) WHERE (NOT ((stage)::text = ANY ((ARRAY['closed'::character varying, 'draft'::character varying, 'refused'::character varying, 'parked'::character varying])::text[])));


--
-- Name: flows_structure_stage; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX flows_structure_stage ON public.flows_flow USING btree (structure_id, stage);


--
-- Name: idx_procrastinate_jobs_worker_not_null; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX idx_procrastinate_jobs_worker_not_null ON public.procrastinate_jobs USING btree (worker_id) WHERE ((worker_id IS NOT NULL) AND (status = 'doing'::public.procrastinate_job_status));


--
-- Name: idx_procrastinate_workers_last_heartbeat; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX idx_procrastinate_workers_last_heartbeat ON public.procrastinate_workers USING btree (last_heartbeat);


--
-- Name: invoices_attachment_added_by_structure_id_463e02ce; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX invoices_attachment_added_by_structure_id_463e02ce ON public.invoices_attachment USING btree (added_by_structure_id);


--
-- Name: invoices_attachment_invoice_id_824883c9; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX invoices_attachment_invoice_id_824883c9 ON public.invoices_attachment USING btree (invoice_id);


--
-- Name: invoices_box_amount; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX invoices_box_amount ON public.invoices_boxentry USING btree (structure_id, side, total_with_vat DESC, id DESC);


--
-- Name: invoices_box_due; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX invoices_box_due ON public.invoices_boxentry USING btree (structure_id, side, due_date, id);


--
-- Name: invoices_box_number; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX invoices_box_number ON public.invoices_boxentry USING btree (structure_id, side, number, id);


--
-- Name: invoices_box_recent; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX invoices_box_recent ON public.invoices_boxentry USING btree (structure_id, side, deposited_at DESC, id DESC);


--
-- Name: invoices_box_search; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX invoices_box_search ON public.invoices_boxentry USING gin (search);


--
-- Name: invoices_box_status; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX invoices_box_status ON public.invoices_boxentry USING btree (structure_id, side, status, deposited_at DESC, id DESC);


--
-- Name: invoices_box_to_acknowledge; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX invoices_box_to_acknowledge ON public.invoices_boxentry USING btree (structure_id, side) WHERE ((NOT rejection_acknowledged) AND ((status)::text = 'REJETEE'::text));


--
-- Name: invoices_boxentry_invoice_id_ac6b0151; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX invoices_boxentry_invoice_id_ac6b0151 ON public.invoices_boxentry USING btree (invoice_id);


--
-- Name: invoices_boxentry_partner_id_7313fe17; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX invoices_boxentry_partner_id_7313fe17 ON public.invoices_boxentry USING btree (partner_id);


--
-- Name: invoices_boxentry_structure_id_83b467c7; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX invoices_boxentry_structure_id_83b467c7 ON public.invoices_boxentry USING btree (structure_id);


--
-- Name: invoices_draft_created_by_id_bd9f9889; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX invoices_draft_created_by_id_bd9f9889 ON public.invoices_draft USING btree (created_by_id);


--
-- Name: invoices_draft_replaces_id_160b2746; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX invoices_draft_replaces_id_160b2746 ON public.invoices_draft USING btree (replaces_id);


--
-- Name: invoices_draft_structure_id_a5b64bac; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX invoices_draft_structure_id_a5b64bac ON public.invoices_draft USING btree (structure_id);


--
-- Name: invoices_identity_invoice_id_6f355c58; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX invoices_identity_invoice_id_6f355c58 ON public.invoices_identity USING btree (invoice_id);


--
-- Name: invoices_identity_supplier_id_728f09b9; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX invoices_identity_supplier_id_728f09b9 ON public.invoices_identity USING btree (supplier_id);


--
-- Name: invoices_invoice_recipient_id_72c42018; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX invoices_invoice_recipient_id_72c42018 ON public.invoices_invoice USING btree (recipient_id);


--
-- Name: invoices_invoice_replaces_id_c2c27212; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX invoices_invoice_replaces_id_c2c27212 ON public.invoices_invoice USING btree (replaces_id);


--
-- Name: invoices_invoice_service_id_96aa395d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX invoices_invoice_service_id_96aa395d ON public.invoices_invoice USING btree (service_id);


--
-- Name: invoices_invoice_supplier_id_8bcfa4bc; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX invoices_invoice_supplier_id_8bcfa4bc ON public.invoices_invoice USING btree (supplier_id);


--
-- Name: invoices_supplier_number; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX invoices_supplier_number ON public.invoices_invoice USING btree (supplier_id, number);


--
-- Name: jobs_mailhandover_message_id_70b3f3a2_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX jobs_mailhandover_message_id_70b3f3a2_like ON public.jobs_mailhandover USING btree (message_id varchar_pattern_ops);


--
-- Name: jobs_subscription_subscriber_5ce8570a_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX jobs_subscription_subscriber_5ce8570a_like ON public.jobs_subscription USING btree (subscriber varchar_pattern_ops);


--
-- Name: journal_entry_object; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX journal_entry_object ON public.journal_entry USING btree (object_type, object_id);


--
-- Name: lifecycle_event_invoice; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX lifecycle_event_invoice ON public.lifecycle_event USING btree (invoice_id, id);


--
-- Name: lifecycle_event_invoice_id_dd4f21f7; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX lifecycle_event_invoice_id_dd4f21f7 ON public.lifecycle_event USING btree (invoice_id);


--
-- Name: lifecycle_event_structure_id_0779757d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX lifecycle_event_structure_id_0779757d ON public.lifecycle_event USING btree (structure_id);


--
-- Name: notifications_latest; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX notifications_latest ON public.notifications_notification USING btree (person_id, at DESC, id DESC);


--
-- Name: notifications_notification_partner_id_fe1cdf49; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX notifications_notification_partner_id_fe1cdf49 ON public.notifications_notification USING btree (partner_id);


--
-- Name: notifications_notification_person_id_ec9b6507; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX notifications_notification_person_id_ec9b6507 ON public.notifications_notification USING btree (person_id);


--
-- Name: notifications_notification_structure_id_df849969; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX notifications_notification_structure_id_df849969 ON public.notifications_notification USING btree (structure_id);


--
-- Name: notifications_preference_person_id_33c79cf9; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX notifications_preference_person_id_33c79cf9 ON public.notifications_preference USING btree (person_id);


--
-- Name: notifications_to_mail; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX notifications_to_mail ON public.notifications_notification USING btree (mail_due_at, person_id) WHERE ((mail_due_at IS NOT NULL) AND (mailed_at IS NULL));


--
-- Name: notifications_unread; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX notifications_unread ON public.notifications_notification USING btree (person_id) WHERE (in_portal AND (read_at IS NULL));


--
-- Name: notifications_weeklysummary_person_id_58ebf5fd; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX notifications_weeklysummary_person_id_58ebf5fd ON public.notifications_weeklysummary USING btree (person_id);


--
-- Name: partners_accesstoken_application_id_eb5021e2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX partners_accesstoken_application_id_eb5021e2 ON public.partners_accesstoken USING btree (application_id);


--
-- Name: partners_accesstoken_token_checksum_f1372357_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX partners_accesstoken_token_checksum_f1372357_like ON public.partners_accesstoken USING btree (token_checksum varchar_pattern_ops);


--
-- Name: partners_accesstoken_user_id_bcb6899b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX partners_accesstoken_user_id_bcb6899b ON public.partners_accesstoken USING btree (user_id);


--
-- Name: partners_application_client_id_3fb37d8f_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX partners_application_client_id_3fb37d8f_like ON public.partners_application USING btree (client_id varchar_pattern_ops);


--
-- Name: partners_application_client_secret_a18ef5d8; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX partners_application_client_secret_a18ef5d8 ON public.partners_application USING btree (client_secret);


--
-- Name: partners_application_client_secret_a18ef5d8_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX partners_application_client_secret_a18ef5d8_like ON public.partners_application USING btree (client_secret varchar_pattern_ops);


--
-- Name: partners_application_structure_id_8a794810; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX partners_application_structure_id_8a794810 ON public.partners_application USING btree (structure_id);


--
-- Name: partners_application_user_id_4d17959f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX partners_application_user_id_4d17959f ON public.partners_application USING btree (user_id);


--
-- Name: partners_devicegrant_client_id_b8981306; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX partners_devicegrant_client_id_b8981306 ON public.partners_devicegrant USING btree (client_id);


--
-- Name: partners_devicegrant_client_id_b8981306_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX partners_devicegrant_client_id_b8981306_like ON public.partners_devicegrant USING btree (client_id varchar_pattern_ops);


--
-- Name: partners_devicegrant_user_id_417a64fa; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX partners_devicegrant_user_id_417a64fa ON public.partners_devicegrant USING btree (user_id);


--
-- Name: partners_grant_application_id_d7aceef9; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX partners_grant_application_id_d7aceef9 ON public.partners_grant USING btree (application_id);


--
-- Name: partners_grant_code_3f8edebf_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX partners_grant_code_3f8edebf_like ON public.partners_grant USING btree (code varchar_pattern_ops);


--
-- Name: partners_grant_user_id_b4a603f1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX partners_grant_user_id_b4a603f1 ON public.partners_grant USING btree (user_id);


--
-- Name: partners_idtoken_application_id_da52b93f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX partners_idtoken_application_id_da52b93f ON public.partners_idtoken USING btree (application_id);


--
-- Name: partners_idtoken_user_id_71c2df21; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX partners_idtoken_user_id_71c2df21 ON public.partners_idtoken USING btree (user_id);


--
-- Name: partners_re_token_f_2d45b1_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX partners_re_token_f_2d45b1_idx ON public.partners_refreshtoken USING btree (token_family);


--
-- Name: partners_refreshtoken_application_id_b51dd9c4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX partners_refreshtoken_application_id_b51dd9c4 ON public.partners_refreshtoken USING btree (application_id);


--
-- Name: partners_refreshtoken_user_id_d5755e7c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX partners_refreshtoken_user_id_d5755e7c ON public.partners_refreshtoken USING btree (user_id);


--
-- Name: procrastinate_events_job_id_fkey_v1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX procrastinate_events_job_id_fkey_v1 ON public.procrastinate_events USING btree (job_id);


--
-- Name: procrastinate_jobs_id_lock_idx_v1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX procrastinate_jobs_id_lock_idx_v1 ON public.procrastinate_jobs USING btree (id, lock) WHERE (status = ANY (ARRAY['todo'::public.procrastinate_job_status, 'doing'::public.procrastinate_job_status]));


--
-- Name: procrastinate_jobs_lock_idx_v1; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX procrastinate_jobs_lock_idx_v1 ON public.procrastinate_jobs USING btree (lock) WHERE (status = 'doing'::public.procrastinate_job_status);


--
-- Name: procrastinate_jobs_priority_idx_v1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX procrastinate_jobs_priority_idx_v1 ON public.procrastinate_jobs USING btree (priority DESC, id) WHERE (status = 'todo'::public.procrastinate_job_status);


--
-- Name: procrastinate_jobs_queue_name_idx_v1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX procrastinate_jobs_queue_name_idx_v1 ON public.procrastinate_jobs USING btree (queue_name);


--
-- Name: procrastinate_jobs_queueing_lock_idx_v1; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX procrastinate_jobs_queueing_lock_idx_v1 ON public.procrastinate_jobs USING btree (queueing_lock) WHERE (status = 'todo'::public.procrastinate_job_status);


--
-- Name: procrastinate_periodic_defers_job_id_fkey_v1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX procrastinate_periodic_defers_job_id_fkey_v1 ON public.procrastinate_periodic_defers USING btree (job_id);


--
-- Name: structures_membership_person_id_495c1fe2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX structures_membership_person_id_495c1fe2 ON public.structures_membership USING btree (person_id);


--
-- Name: structures_membership_structure_id_2af8a563; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX structures_membership_structure_id_2af8a563 ON public.structures_membership USING btree (structure_id);


--
-- Name: structures_name; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX structures_name ON public.structures_structure USING btree (name);


--
-- Name: structures_name_sorted; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX structures_name_sorted ON public.structures_structure USING btree (public.search_text((name)::text), id);


--
-- Name: structures_service_structure_id_72b4152a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX structures_service_structure_id_72b4152a ON public.structures_service USING btree (structure_id);


--
-- Name: unique_primary_email; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";


--
-- Name: unique_verified_email; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;


--
-- Name: journal_entry append_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.journal_entry FOR EACH ROW EXECUTE FUNCTION public.journal_is_append_only();


--
-- Name: journal_seal append_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.journal_seal FOR EACH ROW EXECUTE FUNCTION public.journal_is_append_only();


--
-- Name: journal_entry append_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER append_only_all BEFORE TRUNCATE ON public.journal_entry FOR EACH STATEMENT EXECUTE FUNCTION public.journal_is_append_only();


--
-- Name: journal_seal append_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER append_only_all BEFORE TRUNCATE ON public.journal_seal FOR EACH STATEMENT EXECUTE FUNCTION public.journal_is_append_only();


--
-- Name: procrastinate_jobs procrastinate_jobs_notify_queue_job_aborted_v1; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER procrastinate_jobs_notify_queue_job_aborted_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN (((old.abort_requested = false) AND (new.abort_requested = true) AND (new.status = 'doing'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_notify_queue_abort_job_v1();


--
-- Name: procrastinate_jobs procrastinate_jobs_notify_queue_job_inserted_v1; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER procrastinate_jobs_notify_queue_job_inserted_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_notify_queue_job_inserted_v1();


--
-- Name: procrastinate_jobs procrastinate_trigger_abort_requested_events_v1; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER procrastinate_trigger_abort_requested_events_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.abort_requested = true)) EXECUTE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1();


--
-- Name: procrastinate_jobs procrastinate_trigger_delete_jobs_v1; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER procrastinate_trigger_delete_jobs_v1 BEFORE DELETE ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_unlink_periodic_defers_v1();


--
-- Name: procrastinate_jobs procrastinate_trigger_scheduled_events_v1; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER procrastinate_trigger_scheduled_events_v1 AFTER INSERT OR UPDATE ON public.procrastinate_jobs FOR EACH ROW WHEN (((new.scheduled_at IS NOT NULL) AND (new.status = 'todo'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1();


--
-- Name: procrastinate_jobs procrastinate_trigger_status_events_insert_v1; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER procrastinate_trigger_status_events_insert_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1();


--
-- Name: procrastinate_jobs procrastinate_trigger_status_events_update_v1; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER procrastinate_trigger_status_events_update_v1 AFTER UPDATE OF status ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_update_v1();


--
-- Name: account_emailaddress account_emailaddress_user_id_2c513194_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: account_emailconfirmation account_emailconfirm_email_address_id_5b7f8c58_fk_account_e; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: accounts_activationlink accounts_activationl_registration_id_db212849_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_activationlink
    ADD CONSTRAINT accounts_activationl_registration_id_db212849_fk_accounts_ FOREIGN KEY (registration_id) REFERENCES public.accounts_registration(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: accounts_addresschange accounts_addresschange_person_id_28f2ccb0_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_addresschange
    ADD CONSTRAINT accounts_addresschange_person_id_28f2ccb0_fk_accounts_user_id FOREIGN KEY (person_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: accounts_authenticatorapp accounts_authenticat_person_id_c1c69670_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_authenticatorapp
    ADD CONSTRAINT accounts_authenticat_person_id_c1c69670_fk_accounts_ FOREIGN KEY (person_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: accounts_emailedcode accounts_emailedcode_person_id_dfd58634_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_emailedcode
    ADD CONSTRAINT accounts_emailedcode_person_id_dfd58634_fk_accounts_user_id FOREIGN KEY (person_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: accounts_factorrecovery accounts_factorrecov_asked_by_id_3d7acd49_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_factorrecovery
    ADD CONSTRAINT accounts_factorrecov_asked_by_id_3d7acd49_fk_accounts_ FOREIGN KEY (asked_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: accounts_factorrecovery accounts_factorrecov_decided_by_id_33072238_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_factorrecovery
    ADD CONSTRAINT accounts_factorrecov_decided_by_id_33072238_fk_accounts_ FOREIGN KEY (decided_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: accounts_factorrecovery accounts_factorrecovery_person_id_c8464a50_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_factorrecovery
    ADD CONSTRAINT accounts_factorrecovery_person_id_c8464a50_fk_accounts_user_id FOREIGN KEY (person_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: accounts_knownbrowser accounts_knownbrowser_person_id_42624edb_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_knownbrowser
    ADD CONSTRAINT accounts_knownbrowser_person_id_42624edb_fk_accounts_user_id FOREIGN KEY (person_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: accounts_operatorinvitation accounts_operatorinv_invited_by_id_4fdfb248_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_operatorinvitation
    ADD CONSTRAINT accounts_operatorinv_invited_by_id_4fdfb248_fk_accounts_ FOREIGN KEY (invited_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: accounts_photo accounts_photo_person_id_907fe0bf_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_photo
    ADD CONSTRAINT accounts_photo_person_id_907fe0bf_fk_accounts_user_id FOREIGN KEY (person_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: accounts_profile accounts_profile_person_id_44a7b50b_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_profile
    ADD CONSTRAINT accounts_profile_person_id_44a7b50b_fk_accounts_user_id FOREIGN KEY (person_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: accounts_recoverycode accounts_recoverycode_person_id_44bff6de_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_recoverycode
    ADD CONSTRAINT accounts_recoverycode_person_id_44bff6de_fk_accounts_user_id FOREIGN KEY (person_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: accounts_securityevent accounts_securityevent_person_id_8f2dd903_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_securityevent
    ADD CONSTRAINT accounts_securityevent_person_id_8f2dd903_fk_accounts_user_id FOREIGN KEY (person_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: accounts_securitykey accounts_securitykey_person_id_6a88d2c2_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_securitykey
    ADD CONSTRAINT accounts_securitykey_person_id_6a88d2c2_fk_accounts_user_id FOREIGN KEY (person_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: accounts_session accounts_session_person_id_6b01fe29_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_session
    ADD CONSTRAINT accounts_session_person_id_6b01fe29_fk_accounts_user_id FOREIGN KEY (person_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: accounts_trusteddevice accounts_trusteddevice_person_id_90d0a5e1_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_trusteddevice
    ADD CONSTRAINT accounts_trusteddevice_person_id_90d0a5e1_fk_accounts_user_id FOREIGN KEY (person_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: accounts_user accounts_user_invited_by_id_b111c2cd_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_user
    ADD CONSTRAINT accounts_user_invited_by_id_b111c2cd_fk_accounts_user_id FOREIGN KEY (invited_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: auth_group_permissions auth_group_permissio_permission_id_84c5c92e_fk_auth_perm; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: auth_group_permissions auth_group_permissions_group_id_b120cbf9_fk_auth_group_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: auth_permission auth_permission_content_type_id_2f476e4b_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: flows_deposit flows_deposit_structure_id_8840c8c2_fk_structures_structure_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.flows_deposit
    ADD CONSTRAINT flows_deposit_structure_id_8840c8c2_fk_structures_structure_id FOREIGN KEY (structure_id) REFERENCES public.structures_structure(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: flows_flow flows_flow_deposit_id_9eb5cbc8_fk_flows_deposit_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.flows_flow
    ADD CONSTRAINT flows_flow_deposit_id_9eb5cbc8_fk_flows_deposit_id FOREIGN KEY (deposit_id) REFERENCES public.flows_deposit(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: flows_flow flows_flow_draft_id_fdc577aa_fk_invoices_draft_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.flows_flow
    ADD CONSTRAINT flows_flow_draft_id_fdc577aa_fk_invoices_draft_id FOREIGN KEY (draft_id) REFERENCES public.invoices_draft(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: flows_flow flows_flow_duplicate_of_id_5c04db17_fk_invoices_invoice_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.flows_flow
    ADD CONSTRAINT flows_flow_duplicate_of_id_5c04db17_fk_invoices_invoice_id FOREIGN KEY (duplicate_of_id) REFERENCES public.invoices_invoice(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: flows_flow flows_flow_invoice_id_0cb61319_fk_invoices_invoice_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.flows_flow
    ADD CONSTRAINT flows_flow_invoice_id_0cb61319_fk_invoices_invoice_id FOREIGN KEY (invoice_id) REFERENCES public.invoices_invoice(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: flows_flow flows_flow_replaces_id_285175d4_fk_invoices_invoice_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.flows_flow
    ADD CONSTRAINT flows_flow_replaces_id_285175d4_fk_invoices_invoice_id FOREIGN KEY (replaces_id) REFERENCES public.invoices_invoice(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: flows_flow flows_flow_structure_id_3cfdf3c6_fk_structures_structure_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.flows_flow
    ADD CONSTRAINT flows_flow_structure_id_3cfdf3c6_fk_structures_structure_id FOREIGN KEY (structure_id) REFERENCES public.structures_structure(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: invoices_attachment invoices_attachment_added_by_structure_i_463e02ce_fk_structure; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invoices_attachment
    ADD CONSTRAINT invoices_attachment_added_by_structure_i_463e02ce_fk_structure FOREIGN KEY (added_by_structure_id) REFERENCES public.structures_structure(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: invoices_attachment invoices_attachment_invoice_id_824883c9_fk_invoices_invoice_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invoices_attachment
    ADD CONSTRAINT invoices_attachment_invoice_id_824883c9_fk_invoices_invoice_id FOREIGN KEY (invoice_id) REFERENCES public.invoices_invoice(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: invoices_boxentry invoices_boxentry_invoice_id_ac6b0151_fk_invoices_invoice_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invoices_boxentry
    ADD CONSTRAINT invoices_boxentry_invoice_id_ac6b0151_fk_invoices_invoice_id FOREIGN KEY (invoice_id) REFERENCES public.invoices_invoice(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: invoices_boxentry invoices_boxentry_partner_id_7313fe17_fk_structure; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invoices_boxentry
    ADD CONSTRAINT invoices_boxentry_partner_id_7313fe17_fk_structure FOREIGN KEY (partner_id) REFERENCES public.structures_structure(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: invoices_boxentry invoices_boxentry_structure_id_83b467c7_fk_structure; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invoices_boxentry
    ADD CONSTRAINT invoices_boxentry_structure_id_83b467c7_fk_structure FOREIGN KEY (structure_id) REFERENCES public.structures_structure(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: invoices_draft invoices_draft_created_by_id_bd9f9889_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invoices_draft
    ADD CONSTRAINT invoices_draft_created_by_id_bd9f9889_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: invoices_draft invoices_draft_replaces_id_160b2746_fk_invoices_invoice_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invoices_draft
    ADD CONSTRAINT invoices_draft_replaces_id_160b2746_fk_invoices_invoice_id FOREIGN KEY (replaces_id) REFERENCES public.invoices_invoice(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: invoices_draft invoices_draft_structure_id_a5b64bac_fk_structures_structure_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invoices_draft
    ADD CONSTRAINT invoices_draft_structure_id_a5b64bac_fk_structures_structure_id FOREIGN KEY (structure_id) REFERENCES public.structures_structure(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: invoices_identity invoices_identity_invoice_id_6f355c58_fk_invoices_invoice_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invoices_identity
    ADD CONSTRAINT invoices_identity_invoice_id_6f355c58_fk_invoices_invoice_id FOREIGN KEY (invoice_id) REFERENCES public.invoices_invoice(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: invoices_identity invoices_identity_supplier_id_728f09b9_fk_structure; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invoices_identity
    ADD CONSTRAINT invoices_identity_supplier_id_728f09b9_fk_structure FOREIGN KEY (supplier_id) REFERENCES public.structures_structure(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: invoices_invoice invoices_invoice_recipient_id_72c42018_fk_structure; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invoices_invoice
    ADD CONSTRAINT invoices_invoice_recipient_id_72c42018_fk_structure FOREIGN KEY (recipient_id) REFERENCES public.structures_structure(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: invoices_invoice invoices_invoice_replaces_id_c2c27212_fk_invoices_invoice_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invoices_invoice
    ADD CONSTRAINT invoices_invoice_replaces_id_c2c27212_fk_invoices_invoice_id FOREIGN KEY (replaces_id) REFERENCES public.invoices_invoice(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: invoices_invoice invoices_invoice_service_id_96aa395d_fk_structures_service_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invoices_invoice
    ADD CONSTRAINT invoices_invoice_service_id_96aa395d_fk_structures_service_id FOREIGN KEY (service_id) REFERENCES public.structures_service(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: invoices_invoice invoices_invoice_supplier_id_8bcfa4bc_fk_structure; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invoices_invoice
    ADD CONSTRAINT invoices_invoice_supplier_id_8bcfa4bc_fk_structure FOREIGN KEY (supplier_id) REFERENCES public.structures_structure(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: journal_seal journal_seal_entry_id_4bd64e7c_fk_journal_entry_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.journal_seal
    ADD CONSTRAINT journal_seal_entry_id_4bd64e7c_fk_journal_entry_id FOREIGN KEY (entry_id) REFERENCES public.journal_entry(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: lifecycle_event lifecycle_event_invoice_id_dd4f21f7_fk_invoices_invoice_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lifecycle_event
    ADD CONSTRAINT lifecycle_event_invoice_id_dd4f21f7_fk_invoices_invoice_id FOREIGN KEY (invoice_id) REFERENCES public.invoices_invoice(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: lifecycle_event lifecycle_event_structure_id_0779757d_fk_structure; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lifecycle_event
    ADD CONSTRAINT lifecycle_event_structure_id_0779757d_fk_structure FOREIGN KEY (structure_id) REFERENCES public.structures_structure(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: notifications_notification notifications_notifi_partner_id_fe1cdf49_fk_structure; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notifications_notification
    ADD CONSTRAINT notifications_notifi_partner_id_fe1cdf49_fk_structure FOREIGN KEY (partner_id) REFERENCES public.structures_structure(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: notifications_notification notifications_notifi_person_id_ec9b6507_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notifications_notification
    ADD CONSTRAINT notifications_notifi_person_id_ec9b6507_fk_accounts_ FOREIGN KEY (person_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: notifications_notification notifications_notifi_structure_id_df849969_fk_structure; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notifications_notification
    ADD CONSTRAINT notifications_notifi_structure_id_df849969_fk_structure FOREIGN KEY (structure_id) REFERENCES public.structures_structure(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: notifications_preference notifications_preference_person_id_33c79cf9_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notifications_preference
    ADD CONSTRAINT notifications_preference_person_id_33c79cf9_fk_accounts_user_id FOREIGN KEY (person_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: notifications_weeklysummary notifications_weekly_person_id_58ebf5fd_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notifications_weeklysummary
    ADD CONSTRAINT notifications_weekly_person_id_58ebf5fd_fk_accounts_ FOREIGN KEY (person_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: partners_accesstoken partners_accesstoken_application_id_eb5021e2_fk_partners_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partners_accesstoken
    ADD CONSTRAINT partners_accesstoken_application_id_eb5021e2_fk_partners_ FOREIGN KEY (application_id) REFERENCES public.partners_application(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: partners_accesstoken partners_accesstoken_id_token_id_a26f5b99_fk_partners_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partners_accesstoken
    ADD CONSTRAINT partners_accesstoken_id_token_id_a26f5b99_fk_partners_ FOREIGN KEY (id_token_id) REFERENCES public.partners_idtoken(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: partners_accesstoken partners_accesstoken_source_refresh_token_77cbcddd_fk_partners_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partners_accesstoken
    ADD CONSTRAINT partners_accesstoken_source_refresh_token_77cbcddd_fk_partners_ FOREIGN KEY (source_refresh_token_id) REFERENCES public.partners_refreshtoken(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: partners_accesstoken partners_accesstoken_user_id_bcb6899b_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partners_accesstoken
    ADD CONSTRAINT partners_accesstoken_user_id_bcb6899b_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: partners_application partners_application_structure_id_8a794810_fk_structure; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partners_application
    ADD CONSTRAINT partners_application_structure_id_8a794810_fk_structure FOREIGN KEY (structure_id) REFERENCES public.structures_structure(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: partners_application partners_application_user_id_4d17959f_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partners_application
    ADD CONSTRAINT partners_application_user_id_4d17959f_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: partners_devicegrant partners_devicegrant_user_id_417a64fa_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partners_devicegrant
    ADD CONSTRAINT partners_devicegrant_user_id_417a64fa_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: partners_grant partners_grant_application_id_d7aceef9_fk_partners_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partners_grant
    ADD CONSTRAINT partners_grant_application_id_d7aceef9_fk_partners_ FOREIGN KEY (application_id) REFERENCES public.partners_application(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: partners_grant partners_grant_user_id_b4a603f1_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partners_grant
    ADD CONSTRAINT partners_grant_user_id_b4a603f1_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: partners_idtoken partners_idtoken_application_id_da52b93f_fk_partners_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partners_idtoken
    ADD CONSTRAINT partners_idtoken_application_id_da52b93f_fk_partners_ FOREIGN KEY (application_id) REFERENCES public.partners_application(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: partners_idtoken partners_idtoken_user_id_71c2df21_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partners_idtoken
    ADD CONSTRAINT partners_idtoken_user_id_71c2df21_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: partners_refreshtoken partners_refreshtoke_access_token_id_e9e8ee34_fk_partners_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partners_refreshtoken
    ADD CONSTRAINT partners_refreshtoke_access_token_id_e9e8ee34_fk_partners_ FOREIGN KEY (access_token_id) REFERENCES public.partners_accesstoken(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: partners_refreshtoken partners_refreshtoke_application_id_b51dd9c4_fk_partners_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partners_refreshtoken
    ADD CONSTRAINT partners_refreshtoke_application_id_b51dd9c4_fk_partners_ FOREIGN KEY (application_id) REFERENCES public.partners_application(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: partners_refreshtoken partners_refreshtoken_user_id_d5755e7c_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partners_refreshtoken
    ADD CONSTRAINT partners_refreshtoken_user_id_d5755e7c_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: procrastinate_events procrastinate_events_job_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id) ON DELETE CASCADE;


--
-- Name: procrastinate_jobs procrastinate_jobs_worker_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES public.procrastinate_workers(id) ON DELETE SET NULL;


--
-- Name: procrastinate_periodic_defers procrastinate_periodic_defers_job_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id);


--
-- Name: structures_membership structures_membershi_structure_id_2af8a563_fk_structure; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.structures_membership
    ADD CONSTRAINT structures_membershi_structure_id_2af8a563_fk_structure FOREIGN KEY (structure_id) REFERENCES public.structures_structure(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: structures_membership structures_membership_person_id_495c1fe2_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.structures_membership
    ADD CONSTRAINT structures_membership_person_id_495c1fe2_fk_accounts_user_id FOREIGN KEY (person_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: structures_service structures_service_structure_id_72b4152a_fk_structure; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.structures_service
    ADD CONSTRAINT structures_service_structure_id_72b4152a_fk_structure FOREIGN KEY (structure_id) REFERENCES public.structures_structure(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: flows_deposit; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.flows_deposit ENABLE ROW LEVEL SECURITY;

--
-- Name: flows_flow; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.flows_flow ENABLE ROW LEVEL SECURITY;

--
-- Name: invoices_attachment; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.invoices_attachment ENABLE ROW LEVEL SECURITY;

--
-- Name: invoices_boxentry; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.invoices_boxentry ENABLE ROW LEVEL SECURITY;

--
-- Name: invoices_draft; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.invoices_draft ENABLE ROW LEVEL SECURITY;

--
-- Name: invoices_identity; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.invoices_identity ENABLE ROW LEVEL SECURITY;

--
-- Name: invoices_invoice; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.invoices_invoice ENABLE ROW LEVEL SECURITY;

--
-- Name: lifecycle_event; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.lifecycle_event ENABLE ROW LEVEL SECURITY;

--
-- Name: flows_deposit tenant_wall; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant_wall ON public.flows_deposit USING ((structure_id = ( SELECT (NULLIF(current_setting('coryphee.structure'::text, true), ''::text))::bigint AS "nullif"))) WITH CHECK ((structure_id = ( SELECT (NULLIF(current_setting('coryphee.structure'::text, true), ''::text))::bigint AS "nullif")));


--
-- Name: flows_flow tenant_wall; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant_wall ON public.flows_flow USING ((structure_id = ( SELECT (NULLIF(current_setting('coryphee.structure'::text, true), ''::text))::bigint AS "nullif"))) WITH CHECK ((structure_id = ( SELECT (NULLIF(current_setting('coryphee.structure'::text, true), ''::text))::bigint AS "nullif")));


--
-- Name: invoices_attachment tenant_wall; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant_wall ON public.invoices_attachment USING ((EXISTS ( SELECT 1
   FROM public.invoices_boxentry box
  WHERE ((box.invoice_id = invoices_attachment.invoice_id) AND (box.structure_id = ( SELECT (NULLIF(current_setting('coryphee.structure'::text, true), ''::text))::bigint AS "nullif")))))) WITH CHECK (((added_by_structure_id = ( SELECT (NULLIF(current_setting('coryphee.structure'::text, true), ''::text))::bigint AS "nullif")) AND (EXISTS ( SELECT 1
   FROM public.invoices_boxentry box
  WHERE ((box.invoice_id = invoices_attachment.invoice_id) AND (box.structure_id = ( SELECT (NULLIF(current_setting('coryphee.structure'::text, true), ''::text))::bigint AS "nullif")))))));


--
-- Name: invoices_boxentry tenant_wall; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant_wall ON public.invoices_boxentry USING ((structure_id = ( SELECT (NULLIF(current_setting('coryphee.structure'::text, true), ''::text))::bigint AS "nullif"))) WITH CHECK ((structure_id = ( SELECT (NULLIF(current_setting('coryphee.structure'::text, true), ''::text))::bigint AS "nullif")));


--
-- Name: invoices_draft tenant_wall; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant_wall ON public.invoices_draft USING ((structure_id = ( SELECT (NULLIF(current_setting('coryphee.structure'::text, true), ''::text))::bigint AS "nullif"))) WITH CHECK ((structure_id = ( SELECT (NULLIF(current_setting('coryphee.structure'::text, true), ''::text))::bigint AS "nullif")));


--
-- Name: invoices_identity tenant_wall; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant_wall ON public.invoices_identity USING ((supplier_id = ( SELECT (NULLIF(current_setting('coryphee.structure'::text, true), ''::text))::bigint AS "nullif"))) WITH CHECK ((supplier_id = ( SELECT (NULLIF(current_setting('coryphee.structure'::text, true), ''::text))::bigint AS "nullif")));


--
-- Name: invoices_invoice tenant_wall; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant_wall ON public.invoices_invoice USING (((supplier_id = ( SELECT (NULLIF(current_setting('coryphee.structure'::text, true), ''::text))::bigint AS "nullif")) OR (EXISTS ( SELECT 1
   FROM public.invoices_boxentry box
  WHERE ((box.invoice_id = invoices_invoice.id) AND (box.structure_id = ( SELECT (NULLIF(current_setting('coryphee.structure'::text, true), ''::text))::bigint AS "nullif"))))))) WITH CHECK (((supplier_id = ( SELECT (NULLIF(current_setting('coryphee.structure'::text, true), ''::text))::bigint AS "nullif")) OR (recipient_id = ( SELECT (NULLIF(current_setting('coryphee.structure'::text, true), ''::text))::bigint AS "nullif"))));


--
-- Name: lifecycle_event tenant_wall; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant_wall ON public.lifecycle_event USING ((EXISTS ( SELECT 1
   FROM public.invoices_invoice i
  WHERE ((i.id = lifecycle_event.invoice_id) AND ((i.supplier_id = ( SELECT (NULLIF(current_setting('coryphee.structure'::text, true), ''::text))::bigint AS "nullif")) OR (i.recipient_id = ( SELECT (NULLIF(current_setting('coryphee.structure'::text, true), ''::text))::bigint AS "nullif"))))))) WITH CHECK ((EXISTS ( SELECT 1
   FROM public.invoices_invoice i
  WHERE ((i.id = lifecycle_event.invoice_id) AND ((i.supplier_id = ( SELECT (NULLIF(current_setting('coryphee.structure'::text, true), ''::text))::bigint AS "nullif")) OR (i.recipient_id = ( SELECT (NULLIF(current_setting('coryphee.structure'::text, true), ''::text))::bigint AS "nullif")))))));


--
-- PostgreSQL database dump complete
--


