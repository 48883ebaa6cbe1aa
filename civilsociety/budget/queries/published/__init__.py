"""What anybody may read of the ledger: no person is named, and no reason typed for officers."""
