"""What other people and programs are told: alarms, figures, webhooks."""
