"""Addresses of the pages about one's own e-mail addresses and data; the table of all is portal/urls.py."""

from django.urls import path

from coryphee.hub.portal import addresses, my_data

own_data_pages = [
    path("profile/address", addresses.drop_address, name="drop-address"),
    path("profile/address/<str:purpose>", addresses.change_address, name="change-address"),
    path("address/<str:token>", addresses.confirm, name="confirm-address"),
    path("data", my_data.my_data, name="my-data"),
    path("data/export", my_data.export, name="my-data-export"),
    path("data/close", my_data.close, name="close-account"),
]
