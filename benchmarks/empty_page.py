"""A page that shows nothing: what Streamlit itself takes until a visitor sees something."""

import streamlit as st

st.title("Camera")
