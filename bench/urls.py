"""The portal's addresses, and the stock admin's beside them."""

from django.urls import include, path

from . import stock

urlpatterns = [path("stock/", stock.site.urls), path("", include("zkreport.urls"))]
