"""What a notebook shows in JupyterLab: its look, its form of parameters, its first text."""
