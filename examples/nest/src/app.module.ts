import { Module } from '@nestjs/common';
import { ConfigModule, ConfigService } from '@nestjs/config';
import { basicAuth } from '@simotel-hooks/core';
import { SimotelModule } from '@simotel-hooks/nest';
import { CallsModule } from './calls/calls.module.js';

@Module({
  imports: [
    ConfigModule.forRoot({ isGlobal: true }),
    SimotelModule.forRootAsync({
      path: 'simotel',
      inject: [ConfigService],
      useFactory: (config: ConfigService) => ({
        auth: basicAuth({
          username: config.get('SIMOTEL_USER', 'simotel'),
          password: config.get('SIMOTEL_PASSWORD', 'secret'),
        }),
      }),
    }),
    CallsModule,
  ],
})
export class AppModule {}
