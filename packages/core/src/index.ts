/**
 * Receives the webhook deliveries of a Simotel PBX and decodes any of them into one typed event. "WF a" to "WF g" in comments mean the sections
 * of WIRE-FORMAT.md, which comes with this package and says what is known of the wire, and how surely.
 *
 * @packageDocumentation
 */
export type { Authenticator, AuthResult, AuthSecrets } from './auth/authenticator.js';
export {
  type BasicCredentials,
  type BasicLookup,
  type BasicLookupResult,
  type BasicSecret,
  basicAuth,
} from './auth/basic-auth.js';
export { allOf, anyOf } from './auth/combine.js';
export { headerToken } from './auth/header-token.js';
export { type IpAllowListOptions, ipAllowList } from './auth/ip-allow-list.js';
export { queryToken } from './auth/query-token.js';
export type { TokenCredentials, TokenLookup, Tokens } from './auth/tokens.js';
export { type DecodeOptions, type DecodeResult, decode, safeDecode } from './decode.js';
export { isSimotelError, SimotelError, type SimotelErrorCode, type SimotelIssue } from './error.js';
export type {
  AnySimotelEvent,
  EventEnvelope,
  KnownSimotelEvent,
  RawDelivery,
  SimotelEvent,
  UnknownSimotelEvent,
} from './event.js';
export { eventId } from './event-id.js';
export type { AutoDialerReportData, AutoDialerTry } from './events/auto-dialer.js';
export type { IncomingCallData, OutgoingCallData, TransferData } from './events/calls.js';
export type { CallType, CdrData } from './events/cdr.js';
export type { CdrQueueData, CdrQueueDetail, HangupSide, QueueStatus } from './events/cdr-queue.js';
export type { ExtensionData } from './events/extensions.js';
export type { FaxDetails, IncomingFaxData, OutgoingFaxData, OutgoingFaxState } from './events/fax.js';
export { EVENT_FIELDS, type EventField, type EventFields } from './events/fields.js';
export type { EventDataMap } from './events/index.js';
export type { NewStateData } from './events/new-state.js';
export type { PingData } from './events/ping.js';
export type { ReservedCallInFrontData } from './events/reserved-call.js';
export type { SurveyData } from './events/survey.js';
export type { TrunkRemovedData, TrunkStateData } from './events/trunk.js';
export type {
  CallDirection,
  Disposition,
  ExtensionState,
  SuccessState,
  TrunkState,
  TrunkType,
} from './events/vocabulary.js';
export type { VoiceMailData, VoiceMailEmailData } from './events/voicemail.js';
export type {
  AcceptResult,
  HandleContext,
  HandleResult,
  ReceiveOptions,
  SimotelHooks,
} from './hooks/contract.js';
export { createMemoryDedupeStore, type DedupeOptions, type DedupeStore } from './hooks/dedupe.js';
export type { Delivery, DeliverySignal } from './hooks/delivery.js';
export { createSimotelHooks } from './hooks/hooks.js';
export type { Logger } from './hooks/log.js';
export type { SimotelHooksOptions } from './hooks/options.js';
export type { ErrorHandler } from './hooks/reporter.js';
export type { WebhookResponse } from './hooks/response.js';
export type {
  HandlingTelemetry,
  HooksTelemetry,
  TelemetryAnswer,
  TelemetryFailure,
  TelemetryHandling,
  TelemetryResult,
} from './hooks/telemetry.js';
export type { HooksWorker, WorkOptions } from './hooks/work.js';
export { SIMOTEL_EVENT_NAMES, type SimotelEventName } from './names.js';
export type {
  AddOptions,
  DeadLetter,
  DeadLetters,
  DeliveryFailure,
  DeliveryOutcome,
  DeliveryProcessor,
  DeliveryQueue,
  QueueCounts,
  QueueWorker,
  QueueWorkOptions,
} from './queue/queue.js';
export type { RetryOptions } from './queue/retry.js';
export { toWebhookRequest } from './queue/store.js';
export type { StoredDelivery, StoredRequest } from './queue/stored.js';
export type { HeadersLike, SearchParamsLike, WebhookRequest } from './request.js';
export type { OpenChoice } from './values/choice.js';
export type { FieldType } from './values/field.js';
export type { DecodeWarning, DecodeWarningCode } from './warnings.js';
