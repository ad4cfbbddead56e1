import { Module } from '@nestjs/common';
import { Proofs } from './proofs.service';

@Module({ providers: [Proofs], exports: [Proofs] })
export class ProofsModule {}
