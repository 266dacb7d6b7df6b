"""What a mail looks like on the wire: values in, values out."""
