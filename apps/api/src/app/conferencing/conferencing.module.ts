import { Module } from '@nestjs/common';
import { Conferencing } from './conferencing';

@Module({ providers: [Conferencing], exports: [Conferencing] })
export class ConferencingModule {}
