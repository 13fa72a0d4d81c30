"""In: what Streamlit starts; out: the app. It lies here, since Streamlit would take a folder named
`pages` beside its script for pages of an older sort and put the folder of `select.py` on the path.
"""

from app.main import main

main()
