"""The CSL processor: engines that make a style and records into rich text."""
