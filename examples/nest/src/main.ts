import { ConfigService } from '@nestjs/config';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';

const app = await NestFactory.create(AppModule);
// SIGINT and SIGTERM close the app, and with it the receiver, which waits for handlers that are at work.
app.enableShutdownHooks([], { useProcessExit: true });

const config = app.get(ConfigService);
await app.listen(config.get<string>('PORT', '3000'), config.get<string>('HOST', '127.0.0.1'));
console.log(`listening on ${await app.getUrl()}/simotel`);
