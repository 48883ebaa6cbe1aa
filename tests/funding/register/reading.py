"""Files of the register, as somebody who takes them away reads them."""

import csv
import io
import json

import openpyxl


def body(response):
    """Everything a response sends."""
    return b"".join(response.streaming_content)


def as_csv(client, query=""):
    """The rows of grants.csv, by the heads of the columns."""
    response = client.get(f"/funding/grants.csv{query}")
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(body(response).decode("utf-8-sig"), newline="")))


def as_json(client):
    """The package of grants.json."""
    response = client.get("/funding/grants.json")
    assert response["Content-Type"] == "application/json"
    return json.loads(body(response))


def as_xlsx(client, query=""):
    """The workbook of grants.xlsx."""
    return openpyxl.load_workbook(io.BytesIO(body(client.get(f"/funding/grants.xlsx{query}"))))


def xlsx_rows(client, query=""):
    """Its rows, by the heads of the columns."""
    head, *rows = as_xlsx(client, query)["Awards"].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]
