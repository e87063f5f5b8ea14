"""Pages that belong to no app: health, and errors in plain Chinese."""

from django.core.exceptions import RequestDataTooBig
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from . import __version__


@require_safe
def healthz(request):
    """The process answers."""
    return JsonResponse({"status": "ok"})


@require_safe
def readyz(request):
    """Database reachable, migrations applied, storage writable; 503 names what is not."""
    answer = {"status": "ok", "version": __version__}
    if problems := [*_database_problems(), *_storage_problems()]:
        answer |= {"status": "unavailable", "problems": problems}
    return JsonResponse(answer, status=503 if problems else 200)


def _database_problems():
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return ["migrations are not applied"]
    except DatabaseError:
        return ["the database cannot be reached"]
    return []


def _storage_problems():
    try:
        default_storage.delete(default_storage.save("readyz", _probe()))
    except OSError:
        return ["the file storage cannot be written"]
    return []


def _probe():
    from django.core.files.base import ContentFile  # only the readiness page needs it

    return ContentFile(b"")


def bad_request(request, exception=None):
    if isinstance(exception, RequestDataTooBig):
        sentence = "提交的内容超过了系统的上限，没有保存。请返回上一页，换小一些的文件再试。"
        return error_page(request, 413, "提交的内容太大", sentence)
    return error_page(request, 400, "请求有误", "请求格式有误，请返回上一页重试。")


def forbidden(request, exception=None):
    return error_page(request, 403, "没有权限", "您的账户无权使用此页面。")


def not_found(request, exception=None):
    return error_page(
        request,
        404,
        "页面不存在",
        "地址有误，或者该页不属于您的单位。请从“我的任务”或工作台重新进入。",
    )


def server_error(request):
    return error_page(
        request, 500, "系统出错", "不是您的操作有误。已保存的数据没有丢失，请稍后重试。"
    )


def csrf_failure(request, reason=""):
    return error_page(
        request,
        403,
        "页面已过期",
        "本页打开时间过长，或者您已在别处重新登录。请返回上一页，刷新后再提交；填过的内容仍留在本机。",
    )


def error_page(request, status, heading, sentence):
    """A page that says what happened and what to do; needs no database and no signed-in user."""
    context = {"heading": heading, "sentence": sentence}
    return render(request, "error.html", context, status=status)
