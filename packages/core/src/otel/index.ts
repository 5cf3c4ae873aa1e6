/**
 * Metrics and traces of deliveries, by OpenTelemetry. The only part of this package that needs `@opentelemetry/api`.
 *
 * @packageDocumentation
 */
export { type OpenTelemetryOptions, openTelemetry } from './open-telemetry.js';
